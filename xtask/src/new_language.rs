//! `cargo xtask new-language NAME`: the scaffold of a language's folder.
//!
//! It writes `grammars/NAME/language.toml` with every section commented, and says what is left to
//! register by hand. `grammars/README.md` explains the sections.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The scaffold, with `NAME` for the language's id.
const TEMPLATE: &str = include_str!("new_language.toml");

/// Writes the scaffold, and gives what to tell about it.
pub(crate) fn new_language(name: &str) -> Result<String> {
    let grammars = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("the workspace has no folder")?
        .join("grammars");
    scaffold(&grammars, name).map(|path| next_steps(name, &path))
}

fn scaffold(grammars: &Path, name: &str) -> Result<PathBuf> {
    check_name(name)?;
    let folder = grammars.join(name);
    if folder.exists() {
        bail!(
            "{} exists already: choose another name, or edit what is there",
            folder.display()
        );
    }
    std::fs::create_dir(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let path = folder.join("language.toml");
    std::fs::write(&path, TEMPLATE.replace("NAME", name))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// A name is a folder, a module and an id at once.
fn check_name(name: &str) -> Result<()> {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let starts_well = name.starts_with(|first: char| first.is_ascii_lowercase());
    if !starts_well || !name.chars().all(is_plain) {
        bail!(
            "`{name}` cannot name a language here: use lower-case letters and digits, a letter \
             first, for example `csharp`"
        );
    }
    if matches!(name, "shared" | "src" | "tests") {
        bail!("`{name}` is a folder that all grammars share: choose another name");
    }
    Ok(())
}

fn next_steps(name: &str, path: &Path) -> String {
    format!(
        "\
wrote {}

What is left, as grammars/README.md explains it:
 1. Cargo.toml, grammars/Cargo.toml: add tree-sitter-{name}.
 2. grammars/{name}/language.toml: fill in each section from the grammar's node-types.json.
 3. grammars/src/registry.rs: add a `Registration` that names the file, the grammar and a dialect;
    `Plain` until data cannot say something.
 4. grammars/tests/fields.rs: add the grammar's NODE_TYPES.
 5. server/analysis/tests: add {name}.rs to cognitive, declarations and syntax.
 6. cargo test -p scholiast-grammars -p scholiast-analysis",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::{TEMPLATE, check_name, scaffold};

    #[test]
    fn a_scaffold_is_written_once() {
        let grammars = tempfile::tempdir().expect("a folder for the test");
        let path = scaffold(grammars.path(), "ruby").expect("the name is free");
        let written = std::fs::read_to_string(path).expect("the file is written");
        assert!(written.contains("id = \"ruby\""), "{written}");
        assert!(!written.contains("NAME"), "{written}");
        let again = scaffold(grammars.path(), "ruby").expect_err("the folder exists");
        assert!(again.to_string().contains("exists already"), "{again}");
    }

    #[test]
    fn a_name_is_a_folder_a_module_and_an_id() {
        assert!(check_name("csharp").is_ok());
        assert!(check_name("f90").is_ok());
        for name in [
            "", "C", "c++", "c-sharp", "../x", "a b", "9p", "é", "shared",
        ] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn the_scaffold_is_toml_in_which_only_the_heading_is_said() {
        let said: Vec<&str> = TEMPLATE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert_eq!(said[0], "id = \"NAME\"");
        assert!(said.contains(&"[lexical]"));
    }
}
