//! Which language a file is written in: what the editor says, what its name says, what its first
//! line says, in this order.
//!
//! ```
//! use scholiast_grammars::{by_first_line, by_path};
//!
//! assert_eq!(by_path("SConstruct".as_ref()).unwrap().id(), "python");
//! assert_eq!(by_first_line("#!/usr/bin/env python3").unwrap().id(), "python");
//! ```

use std::path::Path;

use crate::language::Language;
use crate::registry::all;

/// The language of a document, by the `languageId` that an editor gives it, its path, and its
/// first line.
///
/// An id or a name that is not known leaves the answer to what comes after it. One extension is
/// shared: `.h` is C, unless the first line says `-*- C++ -*-`.
pub fn detect(
    language_id: Option<&str>,
    path: Option<&Path>,
    first_line: &str,
) -> Option<&'static Language> {
    language_id
        .and_then(by_id)
        .or_else(|| by_shared_extension(path?, first_line))
        .or_else(|| path.and_then(by_path))
        .or_else(|| by_first_line(first_line))
}

/// The language with this id, or that editors announce by this `languageId`.
pub fn by_id(id: &str) -> Option<&'static Language> {
    let has_id = |language: &&Language| language.id() == id;
    let is_announced = |language: &&Language| language.language_ids().any(|known| known == id);
    find(has_id).or_else(|| find(is_announced))
}

/// The language of files with this name.
pub fn by_path(path: &Path) -> Option<&'static Language> {
    let name = path.file_name()?.to_str()?;
    find(|language| language.file_names().any(|known| known == name))
        .or_else(|| find(|language| is_one_of(path, language.extensions())))
}

/// The language of scripts that start with this line: `#!/usr/bin/env python3`; or of files that
/// name their mode in it: `/* -*- C++ -*- */`.
pub fn by_first_line(line: &str) -> Option<&'static Language> {
    by_mode(line).or_else(|| {
        let interpreter = interpreter(line)?;
        find(|language| language.interpreters().any(|known| known == interpreter))
    })
}

/// The language that shares the extension with another, if the first line says that it is meant.
fn by_shared_extension(path: &Path, first_line: &str) -> Option<&'static Language> {
    by_mode(first_line).filter(|language| is_one_of(path, language.shared_extensions()))
}

fn is_one_of<'e>(path: &Path, mut extensions: impl Iterator<Item = &'e str>) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extensions.any(|known| extension.is_some_and(|own| known.eq_ignore_ascii_case(own)))
}

/// The language of the mode that Emacs is told to use: `-*- C++ -*-`, `-*- mode: c; … -*-`.
fn by_mode(line: &str) -> Option<&'static Language> {
    let (_, rest) = line.split_once("-*-")?;
    let (settings, _) = rest.split_once("-*-")?;
    let is_mode = |setting: &&str| {
        setting
            .split_once(':')
            .is_none_or(|(key, _)| key.trim().eq_ignore_ascii_case("mode"))
    };
    let setting = settings.split(';').find(is_mode)?;
    let mode = setting.rsplit(':').next()?.trim().to_ascii_lowercase();
    find(|language| language.modes().any(|known| known == mode))
}

/// The program that a `#!` line names, without its folder and version: `python`.
fn interpreter(line: &str) -> Option<&str> {
    let mut words = line
        .trim_start_matches('\u{feff}')
        .strip_prefix("#!")?
        .split_whitespace();
    let program = file_name(words.next()?);
    let program = match program {
        "env" => file_name(words.find(|word| !word.starts_with('-') && !word.contains('='))?),
        program => program,
    };
    Some(program.trim_end_matches(|character: char| character.is_ascii_digit() || character == '.'))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn find(is_it: impl Fn(&&Language) -> bool) -> Option<&'static Language> {
    all().iter().find(is_it)
}
