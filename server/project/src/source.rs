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
    #[error("is {} MB: files above {} MB are not analysed", .0 / 1_048_576, LARGEST_ANALYSED_FILE / 1_048_576)]
    TooLarge(usize),
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
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// See [`SourceError`]; the message is to be read after the file's name.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let language = grammars::by_path(path).ok_or(SourceError::UnknownLanguage)?;
        let size = std::fs::metadata(path)?.len();
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if size > LARGEST_ANALYSED_FILE {
            return Err(SourceError::TooLarge(size));
        }
        let text = text_of(std::fs::read(path)?)?;
        let path = path.to_path_buf();
        Ok(Self {
            path,
            language,
            text,
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
