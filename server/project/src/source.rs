//! Reading one source file, with an error that says what to do.

use std::path::{Path, PathBuf};

use scholiast_grammars::{self as grammars, Language};
use thiserror::Error;

use crate::configuration::LARGEST_ANALYSED_FILE;

/// Why a file cannot be analysed.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The operating system would not give its content.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It holds zero bytes, so it is not text.
    #[error("is not text: it holds a zero byte at offset {0}")]
    Binary(usize),
    /// It is text in another encoding.
    #[error("is not UTF-8 from byte {0} on: save it as UTF-8 to have it checked")]
    NotUtf8(usize),
    /// It is larger than what is analysed.
    #[error("is {} MB: files above {} MB are not analysed (setting `analysis.largest_file_mb`)", .size / 1_048_576, .limit / 1_048_576)]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The largest size that is analysed.
        limit: usize,
    },
    /// No grammar knows its name.
    #[error("is in a language that no grammar here knows")]
    UnknownLanguage,
}

/// A file's text and language.
#[derive(Debug)]
pub struct Source {
    /// Where it was read from.
    pub path: PathBuf,
    /// What its name says it is written in.
    pub language: &'static Language,
    /// Its whole content, without a byte order mark.
    pub text: String,
}

impl Source {
    /// Reads the file at `path`, if it is no larger than is analysed unless configured.
    ///
    /// # Errors
    /// See [`SourceError`]; the message is to be read after the file's name.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        Self::read_up_to(path, LARGEST_ANALYSED_FILE)
    }

    /// Reads the file at `path`, if it is no larger than `limit` bytes.
    ///
    /// # Errors
    /// See [`SourceError`]; the message is to be read after the file's name.
    pub fn read_up_to(path: &Path, limit: usize) -> Result<Self, SourceError> {
        let language = grammars::by_path(path).ok_or(SourceError::UnknownLanguage)?;
        let size = std::fs::metadata(path)?.len();
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size > limit {
            return Err(SourceError::TooLarge { size, limit });
        }
        Self::of(path, language, std::fs::read(path)?)
    }

    /// Takes the content that a file called `name` has or would have.
    ///
    /// # Errors
    /// See [`SourceError`]; the message is to be read after the file's name.
    pub fn named(name: &Path, content: Vec<u8>) -> Result<Self, SourceError> {
        let language = grammars::by_path(name).ok_or(SourceError::UnknownLanguage)?;
        Self::of(name, language, content)
    }

    fn of(path: &Path, language: &'static Language, content: Vec<u8>) -> Result<Self, SourceError> {
        Ok(Self {
            path: path.to_path_buf(),
            language,
            text: text_of(content)?,
        })
    }
}

fn text_of(bytes: Vec<u8>) -> Result<String, SourceError> {
    if let Some(zero) = bytes.iter().position(|&byte| byte == 0) {
        return Err(SourceError::Binary(zero));
    }
    let text = String::from_utf8(bytes)
        .map_err(|fault| SourceError::NotUtf8(fault.utf8_error().valid_up_to()))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, content: &[u8]) -> Result<Source, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        Source::read(&path).map_err(|fault| fault.to_string())
    }

    #[test]
    fn text_is_read_without_its_byte_order_mark() {
        let source = read("a.py", b"\xEF\xBB\xBFx = 1\n").unwrap();
        assert_eq!(
            (source.language.id(), source.text.as_str()),
            ("python", "x = 1\n")
        );
    }

    #[test]
    fn bad_content_is_named_with_its_place() {
        assert_eq!(
            read("a.py", b"x\0y").unwrap_err(),
            "is not text: it holds a zero byte at offset 1"
        );
        let latin1 = read("a.py", b"caf\xE9").unwrap_err();
        assert_eq!(
            latin1,
            "is not UTF-8 from byte 3 on: save it as UTF-8 to have it checked"
        );
    }
}
