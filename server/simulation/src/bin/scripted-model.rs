//! `scripted-model SCRIPT.json`: a model server that says what a file tells
//! it to, for trying an editor by hand and for the tests in real editors.
//!
//! Prints its base URL as the first line of standard output and serves until
//! it is killed, or until its standard input ends if `--until-end-of-input`
//! is given.

use std::io::Write;
use std::process::ExitCode;

use scholiast_simulation::ModelServer;
use scholiast_simulation::model_server::Script;
use tokio::io::AsyncReadExt;

const USAGE: &str = "usage: scripted-model SCRIPT.json [--until-end-of-input]";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let served = match arguments[..] {
        [script] => serve(script, false).await,
        [script, "--until-end-of-input"] => serve(script, true).await,
        _ => Err(USAGE.to_owned()),
    };
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

async fn serve(path: &str, until_end_of_input: bool) -> Result<(), String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let script: Script =
        serde_json::from_str(&text).map_err(|error| format!("{path} is not a script: {error}"))?;
    let server = ModelServer::start(script)
        .await
        .map_err(|error| format!("cannot listen: {error}"))?;
    announce(&server.base_url()).map_err(|error| format!("cannot say where: {error}"))?;
    if until_end_of_input {
        let mut ignored = Vec::new();
        // Whether input ended or broke, nobody holds the other end any more.
        let _ = tokio::io::stdin().read_to_end(&mut ignored).await;
    } else {
        std::future::pending::<()>().await;
    }
    Ok(())
}

fn announce(base_url: &str) -> std::io::Result<()> {
    let mut output = std::io::stdout();
    writeln!(output, "{base_url}")?;
    output.flush()
}
