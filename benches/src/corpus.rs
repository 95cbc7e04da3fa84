//! Real files of four sizes in four languages, taken from registries and this machine, and kept
//! under the target folder, out of the repository.
//!
//! A sample is one real file where there is one of about the size; else whole real files one after
//! the other, which is said beside its numbers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use scholiast_analysis::{Analysis, Cancellation};
use scholiast_grammars::{Language, by_id};
use scholiast_text::Text;

/// The sizes, and how far a single file may be from one.
const SIZES: [(&str, usize); 4] = [
    ("10 KB", 10_000),
    ("100 KB", 100_000),
    ("1 MB", 1_000_000),
    ("10 MB", 10_000_000),
];
const TOLERANCE: usize = 5;
/// The largest file that a sample is made up of with others, in bytes.
const LARGEST_PART: usize = 200_000;

/// A text to measure with.
pub struct Sample {
    /// Its language.
    pub language: &'static Language,
    /// Which of the sizes it has.
    pub size: &'static str,
    /// The text.
    pub text: String,
    /// A statement to type into it.
    pub statement: &'static str,
    /// How many real files it is made of.
    pub files: usize,
}

impl Sample {
    /// What to call it in a table: `Python, 10 MB (412 files)`.
    pub fn title(&self) -> String {
        let name = self.language.name();
        match self.files {
            1 => format!("{name}, {}", self.size),
            files => format!("{name}, {} ({files} files)", self.size),
        }
    }
}

/// Where the files of a language come from.
struct Origin {
    language: &'static str,
    extension: &'static str,
    statement: &'static str,
    folder: fn(&Path) -> Result<PathBuf>,
}

const ORIGINS: [Origin; 4] = [
    Origin {
        language: "python",
        extension: "py",
        statement: "total = measure(first, second)",
        folder: python_library,
    },
    Origin {
        language: "typescript",
        extension: "ts",
        statement: "const total = measure(first, second);",
        folder: node_packages,
    },
    Origin {
        language: "rust",
        extension: "rs",
        statement: "let total = measure(first, second);",
        folder: crates,
    },
    Origin {
        language: "c",
        extension: "c",
        statement: "int total = measure(first, second);",
        folder: crates,
    },
];

/// All samples of the languages that this build knows.
///
/// # Errors
/// If a registry does not answer, or holds too little.
pub fn samples(cache: &Path) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for origin in &ORIGINS {
        let Some(language) = by_id(origin.language) else {
            eprintln!("corpus: this build does not know {}", origin.language);
            continue;
        };
        let files = files(&(origin.folder)(cache)?, origin.extension)?;
        for (size, bytes) in SIZES {
            let (text, files) = text_of(language, &files, bytes)?;
            samples.push(Sample {
                language,
                size,
                text,
                statement: origin.statement,
                files,
            });
        }
    }
    Ok(samples)
}

/// A folder for each language with the same real files, of about ten megabytes together.
///
/// # Errors
/// As [`samples`], or if a file cannot be copied.
pub fn folders(cache: &Path) -> Result<Vec<(&'static Language, PathBuf)>> {
    let mut folders = Vec::new();
    for origin in &ORIGINS {
        let Some(language) = by_id(origin.language) else {
            continue;
        };
        let target = cache.join("folders").join(origin.language);
        if !target.exists() {
            fs::create_dir_all(&target)?;
            let files = files(&(origin.folder)(cache)?, origin.extension)?;
            let chosen = up_to(language, &files, 10_000_000)?;
            for (index, path) in chosen.iter().enumerate() {
                fs::copy(path, target.join(format!("{index}.{}", origin.extension)))?;
            }
        }
        folders.push((language, target));
    }
    Ok(folders)
}

type File = (PathBuf, usize);

/// The readable files below a folder, in the order of their paths, with their sizes.
fn files(folder: &Path, extension: &str) -> Result<Vec<File>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("{} is unreadable", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension)
                && !path.to_string_lossy().ends_with(".d.ts")
                && let Ok(text) = fs::read_to_string(&path)
            {
                found.push((path, text.len()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The single file nearest to a size, or the files that make it up together.
fn text_of(language: &'static Language, files: &[File], bytes: usize) -> Result<(String, usize)> {
    let distance = |file: &&File| file.1.abs_diff(bytes);
    let mut near: Vec<&File> = files
        .iter()
        .filter(|file| distance(file) <= bytes / TOLERANCE && file.1 <= 10_000_000)
        .collect();
    near.sort_by_key(distance);
    for (path, _) in near.into_iter().take(20) {
        let text = fs::read_to_string(path)?;
        if is_typical(language, &text) {
            return Ok((text, 1));
        }
    }
    let chosen = up_to(language, files, bytes)?;
    let mut text = String::new();
    for path in &chosen {
        text += &fs::read_to_string(path)?;
        text.push('\n');
    }
    if text.len() < bytes / 2 {
        bail!(
            "the files found for {} are too few for a sample of {bytes} bytes",
            language.name()
        );
    }
    Ok((text, chosen.len()))
}

/// Whether a file parses, and holds functions rather than data. C that does not parse is typical:
/// macros.
fn is_typical(language: &'static Language, text: &str) -> bool {
    let analysis = Analysis::of_healthy_parts(language, Text::new(text), &Cancellation::new());
    analysis.is_ok_and(|analysis| {
        let is_whole = !analysis.tree().root_node().has_error() || language.id() == "c";
        is_whole && analysis.report().functions.len() * 5_000 > text.len()
    })
}

/// Typical files that have about a size together and come from all over the folder.
fn up_to(language: &'static Language, files: &[File], bytes: usize) -> Result<Vec<PathBuf>> {
    let total: usize = files.iter().map(|file| file.1).sum();
    let stride = (total / bytes.max(1)).max(1);
    let spread = (0..stride).flat_map(|first| files.iter().skip(first).step_by(stride));
    let (mut chosen, mut sum) = (Vec::new(), 0);
    for (path, len) in spread.filter(|file| file.1 <= LARGEST_PART) {
        let fits = sum + len < bytes;
        if fits && is_typical(language, &fs::read_to_string(path)?) {
            sum += len + 1;
            chosen.push(path.clone());
        }
        if sum + bytes / 100 > bytes {
            break;
        }
    }
    Ok(chosen)
}

/// Python's own library and its tests.
fn python_library(_: &Path) -> Result<PathBuf> {
    let ask = "import sysconfig; print(sysconfig.get_path('stdlib'))";
    let output = Command::new("python3").args(["-c", ask]).output()?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

/// Packages of npm that ship their TypeScript.
fn node_packages(cache: &Path) -> Result<PathBuf> {
    let folder = cache.join("npm");
    let packages = ["rxjs", "zod", "effect", "@tanstack/router-core"];
    if !folder.exists() {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), "{ \"private\": true }\n")?;
        let flags = ["install", "--ignore-scripts", "--no-audit", "--no-fund"];
        run(Command::new("npm")
            .args(flags)
            .args(packages)
            .current_dir(&folder))?;
    }
    Ok(folder.join("node_modules"))
}

/// Crates of crates.io, and the C that some of them carry.
fn crates(cache: &Path) -> Result<PathBuf> {
    let folder = cache.join("crates");
    let manifest = "[package]\nname = \"corpus\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
        [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n[dependencies]\nclap = \"4\"\nhyper = \"1\"\n\
        libsqlite3-sys = { version = \"0.35\", features = [\"bundled\"] }\nregex = \"1\"\n\
        rustls = \"0.23\"\nserde = \"1\"\ntokio = { version = \"1\", features = [\"full\"] }\n\
        zstd-sys = \"2\"\n";
    if !folder.join("vendor").exists() {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("lib.rs"), "")?;
        run(Command::new("cargo")
            .args(["vendor", "--quiet"])
            .current_dir(&folder))?;
    }
    Ok(folder.join("vendor"))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if !output.status.success() {
        bail!(
            "{command:?} failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}
