//! `scholiast config`: what is set, where, and whether it fits.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use scholiast_project::configuration::{check_file, project_file, schema};
use scholiast_project::{Complaint, Environment};

use crate::settings::Settings;
use crate::terminal::shown;

/// Subcommands of `scholiast config`.
#[derive(clap::Subcommand)]
pub(crate) enum Subcommand {
    /// Print the JSON schema of `scholiast.toml`, for editors.
    Schema,
    /// Print every setting that holds in a folder, and where it was set.
    Show(Show),
    /// Say what is wrong in a file of settings. Exit code 1 if something is.
    Check(Check),
}

/// Options of `scholiast config show`.
#[derive(clap::Args)]
pub(crate) struct Show {
    /// The folder, or a file in it.
    #[arg(default_value = ".")]
    path: PathBuf,
    #[command(flatten)]
    settings: Settings,
}

/// Options of `scholiast config check`.
#[derive(clap::Args)]
pub(crate) struct Check {
    /// The file; without one, the project's and your own.
    file: Option<PathBuf>,
}

/// Runs the subcommand.
pub(crate) fn run(subcommand: &Subcommand) -> Result<ExitCode> {
    match subcommand {
        Subcommand::Schema => print_schema(),
        Subcommand::Show(arguments) => show(arguments),
        Subcommand::Check(arguments) => check(arguments),
    }
}

fn print_schema() -> Result<ExitCode> {
    let mut output = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut output, schema())?;
    writeln!(output)?;
    Ok(ExitCode::SUCCESS)
}

/// Each line is TOML, with the origin as its comment.
fn show(arguments: &Show) -> Result<ExitCode> {
    let folder = folder_of(&arguments.path)?;
    let loaded = arguments.settings.layers()?.load(&folder);
    let mut output = std::io::stdout().lock();
    let line = |(key, setting): (_, &scholiast_project::configuration::Setting)| {
        (
            format!("{key} = {}", setting.value),
            setting.origin.to_string(),
        )
    };
    let lines: Vec<(String, String)> = loaded.settings.iter().map(line).collect();
    let width = lines.iter().map(|(setting, _)| setting.chars().count());
    let width = width.max().unwrap_or(0).min(60);
    for (setting, origin) in &lines {
        writeln!(output, "{:width$}  # {}", shown(setting), shown(origin))?;
    }
    writeln!(output)?;
    for file in &loaded.files {
        writeln!(output, "# read: {}", shown(&file.display().to_string()))?;
    }
    let user_file = Environment::of_process().user_file();
    if !loaded.files.contains(&user_file) {
        writeln!(
            output,
            "# your own file would be {}",
            shown(&user_file.display().to_string())
        )?;
    }
    print_complaints(&loaded.complaints, &mut output)?;
    Ok(exit_code(&loaded.complaints))
}

fn check(arguments: &Check) -> Result<ExitCode> {
    let files = match &arguments.file {
        Some(file) => vec![file.clone()],
        None => files_in_force()?,
    };
    let mut output = std::io::stdout().lock();
    if files.is_empty() {
        writeln!(
            output,
            "there is no file of settings here, and none of your own"
        )?;
    }
    let mut all = Vec::new();
    for file in &files {
        let complaints =
            check_file(file).with_context(|| format!("{}: cannot be read", file.display()))?;
        print_complaints(&complaints, &mut output)?;
        if complaints.is_empty() {
            writeln!(
                output,
                "{}: nothing is wrong",
                shown(&file.display().to_string())
            )?;
        }
        all.extend(complaints);
    }
    Ok(exit_code(&all))
}

fn files_in_force() -> Result<Vec<PathBuf>> {
    let here = std::env::current_dir().context("the working folder is unknown")?;
    let user_file = Environment::of_process().user_file();
    let user_file = user_file.exists().then_some(user_file);
    Ok(project_file(&here).into_iter().chain(user_file).collect())
}

fn folder_of(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)
        .with_context(|| format!("{}: the path cannot be used", path.display()))?;
    if path.is_dir() {
        return Ok(path);
    }
    Ok(path.parent().map(Path::to_path_buf).unwrap_or(path))
}

fn print_complaints(complaints: &[Complaint], output: &mut impl Write) -> Result<()> {
    for complaint in complaints {
        writeln!(output, "{}", shown(&complaint.to_string()))?;
    }
    Ok(())
}

fn exit_code(complaints: &[Complaint]) -> ExitCode {
    if complaints.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
