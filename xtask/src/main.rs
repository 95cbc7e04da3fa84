//! Developer commands.
//!
//! `cargo xtask test` runs everything that must hold before a change lands,
//! sets up what it needs on the way, and prints what it skipped and why.
//! `cargo xtask test --only editors` runs the steps whose name contains a word.
//! `cargo xtask new-language ruby` starts the folder of a language.
//! `cargo xtask dist` builds what people install.

#![expect(
    clippy::print_stdout,
    reason = "a developer's command speaks on stdout"
)]

mod dist;
mod editors;
mod licences;
mod new_language;
mod report;
mod rust;
mod shell;

use std::process::ExitCode;

use anyhow::{Result, bail};
use report::{Outcome, Report};

/// One thing that must hold, by name.
struct Step {
    name: &'static str,
    run: fn() -> Result<Outcome>,
}

/// Cheapest first, so that a fault is seen early; the real editors last,
/// since they need the binary that earlier steps built.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        run: rust::format,
    },
    Step {
        name: "clippy",
        run: rust::clippy,
    },
    Step {
        name: "documentation",
        run: rust::documentation,
    },
    Step {
        name: "tests",
        run: rust::tests,
    },
    Step {
        name: "recordings",
        run: rust::recordings,
    },
    Step {
        name: "licences and bans",
        run: licences::licences_and_bans,
    },
    Step {
        name: "advisories",
        run: licences::advisories,
    },
    Step {
        name: "demo",
        run: rust::demo,
    },
    Step {
        name: "own sources",
        run: rust::own_sources,
    },
    Step {
        name: "editors: set-up",
        run: editors::set_up,
    },
    Step {
        name: "editors: VS Code extension",
        run: editors::vscode_extension,
    },
    Step {
        name: "editors: Neovim",
        run: editors::neovim,
    },
    Step {
        name: "editors: oldest Neovim",
        run: editors::oldest_neovim,
    },
    Step {
        name: "editors: Helix",
        run: editors::helix,
    },
    Step {
        name: "editors: Emacs",
        run: editors::emacs,
    },
    Step {
        name: "editors: protocol",
        run: editors::protocol,
    },
    Step {
        name: "editors: VS Code",
        run: editors::vscode,
    },
];

const USAGE: &str =
    "usage: cargo xtask test [--only WORD] | cargo xtask new-language NAME | cargo xtask dist";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<bool> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["dist"] => dist::dist().map(|()| true),
        ["test"] => Ok(test(STEPS.iter())),
        ["test", "--only", word] => {
            let chosen: Vec<&Step> = STEPS
                .iter()
                .filter(|step| step.name.contains(word))
                .collect();
            if chosen.is_empty() {
                bail!("no step's name contains `{word}`: {}", names());
            }
            Ok(test(chosen.into_iter()))
        }
        ["new-language", name] => {
            println!("{}", new_language::new_language(name)?);
            Ok(true)
        }
        _ => bail!("{USAGE}\nsteps: {}", names()),
    }
}

fn names() -> String {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    names.join(", ")
}

fn test<'a>(steps: impl Iterator<Item = &'a Step>) -> bool {
    let mut report = Report::default();
    for step in steps {
        report.begin(step.name);
        report.end((step.run)());
    }
    report.close()
}
