//! `scholiast doctor`: what is found here, what is missing, and what to do about it.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use scholiast_grammars as grammars;
use scholiast_project::{Environment, Layers, Loaded, ModelSettings};

use crate::terminal::{counted, shown};
use crate::{model, version};

/// The programs of editors that Scholiast serves, and how each is told of it.
const EDITORS: [(&str, &str, &str); 6] = [
    ("code", "VS Code", "install the extension in editors/vscode"),
    (
        "nvim",
        "Neovim",
        "put editors/neovim on the runtimepath and enable `scholiast`",
    ),
    ("hx", "Helix", "add `scholiast lsp` to languages.toml"),
    ("zed", "Zed", "add `scholiast lsp` as a language server"),
    (
        "emacs",
        "Emacs",
        "add `scholiast lsp` to eglot-server-programs",
    ),
    ("kate", "Kate", "add `scholiast lsp` under LSP Client"),
];

/// How something was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    /// Missing, and nothing the worse for it.
    Absent,
    Bad,
}

impl fmt::Display for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Good => "ok",
            Self::Absent => "-",
            Self::Bad => "PROBLEM",
        })
    }
}

/// One thing that was looked at: in which state it is, and what to know or to do.
struct Finding {
    state: State,
    words: String,
}

impl Finding {
    fn new(state: State, words: impl Into<String>) -> Self {
        let words = words.into();
        Self { state, words }
    }
}

/// Looks around and tells. Exit code 1 if something is to be mended.
pub(crate) fn run() -> Result<ExitCode> {
    let environment = Environment::of_process();
    let here = std::env::current_dir().context("the working folder is unknown")?;
    let loaded = Layers::new(environment.clone()).load(&here);
    let chapters = [
        ("Scholiast", program()),
        ("Languages", languages()),
        ("Settings", settings(&loaded, &environment)),
        ("Model", vec![model(loaded.configuration.model.as_ref())?]),
        ("Folders", folders(&environment)),
        ("Editors", editors()),
    ];
    let mut output = std::io::stdout().lock();
    for (title, findings) in &chapters {
        writeln!(output, "{title}")?;
        for Finding { state, words } in findings {
            writeln!(output, "  {state:<8} {}", shown(words))?;
        }
    }
    let findings = chapters.iter().flat_map(|(_, findings)| findings);
    let problems = findings
        .filter(|finding| finding.state == State::Bad)
        .count();
    writeln!(output, "\n{}", closing_line(problems))?;
    Ok(if problems == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn closing_line(problems: usize) -> String {
    match problems {
        0 => "Nothing is to be mended.".to_owned(),
        _ => format!("{} to be mended.", counted(problems, "problem")),
    }
}

fn program() -> Vec<Finding> {
    let mut found = vec![Finding::new(State::Good, version::short())];
    let is_on_path = program_on_path("scholiast").is_some();
    found.push(if is_on_path {
        Finding::new(State::Good, "editors find it as `scholiast` on the PATH")
    } else {
        let words = "it is not on the PATH: editors must be told where the program is";
        Finding::new(State::Absent, words)
    });
    found
}

fn languages() -> Vec<Finding> {
    let names: Vec<&str> = grammars::all()
        .iter()
        .map(|language| language.name())
        .collect();
    let loaded = format!("{}: {}", counted(names.len(), "language"), names.join(", "));
    let mut found = vec![Finding::new(State::Good, loaded)];
    let faults = grammars::faults().iter();
    found.extend(faults.map(|fault| Finding::new(State::Bad, fault.to_string())));
    found
}

fn settings(loaded: &Loaded, environment: &Environment) -> Vec<Finding> {
    let read = |file: &PathBuf| Finding::new(State::Good, format!("read {}", file.display()));
    let mut found: Vec<Finding> = loaded.files.iter().map(read).collect();
    if found.is_empty() {
        let user_file = environment.user_file();
        let words = format!(
            "no scholiast.toml here or above, and no {}: what ships holds",
            user_file.display()
        );
        found.push(Finding::new(State::Absent, words));
    }
    let complaints = loaded.complaints.iter();
    found.extend(complaints.map(|complaint| Finding::new(State::Bad, complaint.to_string())));
    found
}

fn model(settings: Option<&ModelSettings>) -> Result<Finding> {
    let Some(settings) = settings else {
        let words = "none is configured, so nothing ever leaves this machine; to have one, set \
                     `[model] base_url` and `name` in your own file";
        return Ok(Finding::new(State::Absent, words));
    };
    let endpoint = match model::endpoint(settings) {
        Ok(endpoint) => endpoint,
        Err(error) => return Ok(Finding::new(State::Bad, error.to_string())),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let key = if settings.key.is_some() {
        "with a key"
    } else {
        "without a key"
    };
    Ok(match runtime.block_on(scholiast_llm::reach(&endpoint)) {
        Ok(()) => {
            let address = endpoint.address();
            let words = format!("{} at {address}, {key}: the address answers", settings.name);
            Finding::new(State::Good, words)
        }
        Err(error) => Finding::new(State::Bad, format!("{}: {error}", settings.name)),
    })
}

fn folders(environment: &Environment) -> Vec<Finding> {
    let cache = environment.cache_folder();
    let data = environment.data_folder();
    vec![
        folder(
            "findings of earlier runs",
            cache,
            "every check starts from nothing",
        ),
        folder(
            "your decisions, such as trust",
            data,
            "no folder can be trusted",
        ),
    ]
}

fn folder(what: &str, folder: Option<PathBuf>, otherwise: &str) -> Finding {
    let Some(folder) = folder else {
        let words = format!("{what}: there is no home folder, so {otherwise}");
        return Finding::new(State::Bad, words);
    };
    match try_writing(&folder) {
        Ok(()) => Finding::new(State::Good, format!("{what}: {}", folder.display())),
        Err(error) => {
            let place = folder.display();
            let words = format!("{what}: {place} cannot be written ({error}), so {otherwise}");
            Finding::new(State::Bad, words)
        }
    }
}

fn try_writing(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(format!("probe-{}", std::process::id()));
    std::fs::write(&probe, "")?;
    std::fs::remove_file(probe)
}

fn editors() -> Vec<Finding> {
    let found = EDITORS.iter().filter_map(|(program, name, how)| {
        let path = program_on_path(program)?;
        Some(Finding::new(
            State::Good,
            format!("{name} ({}): {how}", path.display()),
        ))
    });
    let found: Vec<Finding> = found.collect();
    if found.is_empty() {
        let words =
            "none that we know is on the PATH; any that speaks LSP can start `scholiast lsp`";
        return vec![Finding::new(State::Absent, words)];
    }
    found
}

fn program_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = Path::new(name).with_extension(std::env::consts::EXE_EXTENSION);
    std::env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|file| file.is_file())
}
