//! Framing: finds the message bodies in a stream of bytes, whatever the bytes are.
//!
//! A message is a block of headers, an empty line, and as many bytes as `Content-Length` says:
//!
//! ```text
//! Content-Length: 17\r\n
//! \r\n
//! {"jsonrpc":"2.0"}
//! ```
//!
//! What is not a message is skipped up to the next header that can be one, so one bad length does
//! not end a session. Memory follows the bytes that arrived, never the length a header claims.

use bytes::{Buf, Bytes, BytesMut};
use thiserror::Error;

/// The one header that counts, in lower case: its name is compared without regard to case.
const LENGTH_HEADER: &[u8] = b"content-length:";

/// The longest block of headers that is waited for, in bytes.
const LONGEST_HEADERS: usize = 4096;

/// How many bytes of skipped input are kept, so that a header cut in two by a read is still found.
const KEPT_WHILE_SKIPPING: usize = 32;

/// How many bytes without any header are waited for before they are given up.
const LONGEST_PREAMBLE: usize = 1024;

/// How much of a message that is too large is handed out, so that its id may be found, in bytes.
const HEAD_OF_OVERSIZED: usize = 256;

/// The largest body whose buffer is kept for the next message, in bytes.
const KEPT_BUFFER: usize = 1 << 20;

/// A piece of the stream that somebody should look at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The body of a message.
    Body(Bytes),
    /// The first bytes of a message that is too large to be read.
    OversizedHead(Bytes),
}

/// Why bytes were skipped.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum FramingError {
    #[error(
        "{0} bytes from the editor stood outside any message; they were skipped up to the next `Content-Length` header"
    )]
    Stray(usize),
    #[error(
        "the editor sent a message without a `Content-Length` header; it was skipped up to the next header"
    )]
    MissingLength,
    #[error(
        "the editor sent the header `{0}`, which does not start a message; it was skipped up to the next one"
    )]
    InvalidHeader(String),
    #[error(
        "the editor sent a message of {claimed} bytes, larger than the limit of {limit} bytes; it was skipped"
    )]
    TooLarge { claimed: u64, limit: usize },
}

/// Takes bytes in pieces of any size and gives out frames.
#[derive(Debug)]
pub(super) struct Decoder {
    buffer: BytesMut,
    largest_body: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// In sync: a header comes next.
    Header,
    /// The body of so many bytes comes next.
    Body(usize),
    /// The beginning of a message that is too large comes next.
    Oversized,
    /// Out of sync, which was reported already: whatever comes before a header is skipped in silence.
    Skipping,
}

impl Decoder {
    /// A decoder that refuses bodies of more than `largest_body` bytes.
    pub(super) fn new(largest_body: usize) -> Self {
        Self {
            buffer: BytesMut::new(),
            largest_body,
            state: State::Header,
        }
    }

    /// Adds the bytes that arrived.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Puts the end of a body back in front of what is still to be decoded, because its length was
    /// wrong and it holds the beginning of the next message.
    pub(super) fn unread(&mut self, end_of_body: &[u8]) {
        let rest = std::mem::take(&mut self.buffer);
        self.buffer.extend_from_slice(end_of_body);
        self.buffer.extend_from_slice(&rest);
        self.state = State::Skipping;
    }

    /// How many bytes were fed that belong to no complete frame.
    pub(super) fn left_over(&self) -> usize {
        self.buffer.len()
    }

    /// The next frame or fault; `None` until more bytes are fed.
    ///
    /// A run of bytes that is no message is reported once, however long it is.
    pub(super) fn next(&mut self) -> Option<Result<Frame, FramingError>> {
        loop {
            let reported = match self.state {
                State::Body(length) => return self.take_body(length).map(Ok),
                State::Oversized => return self.take_oversized_head().map(Ok),
                State::Header => false,
                State::Skipping => true,
            };
            match self.read_headers()? {
                Ok(length) => self.state = State::Body(length),
                Err(fault @ FramingError::TooLarge { .. }) => {
                    self.state = State::Oversized;
                    return Some(Err(fault));
                }
                Err(fault) => {
                    self.state = State::Skipping;
                    if !reported {
                        return Some(Err(fault));
                    }
                }
            }
        }
    }

    /// Reads one block of headers: the length of the body that follows it.
    fn read_headers(&mut self) -> Option<Result<usize, FramingError>> {
        let blank = self.buffer.iter().take_while(|b| b.is_ascii_whitespace());
        self.buffer.advance(blank.count());

        let Some(start) = find_length_header(&self.buffer) else {
            return self.skip_preamble().map(Err);
        };
        let stray = !is_header_lines(&self.buffer[..start]);
        self.buffer.advance(start);
        if stray {
            return Some(Err(FramingError::Stray(start)));
        }
        match parse_headers(&self.buffer) {
            Headers::Incomplete => None,
            Headers::Invalid { through } => {
                let header = self.buffer.split_to(through);
                Some(Err(FramingError::InvalidHeader(excerpt(&header))))
            }
            Headers::Complete { through, length } => {
                self.buffer.advance(through);
                Some(self.accept_length(length))
            }
        }
    }

    fn accept_length(&self, claimed: u64) -> Result<usize, FramingError> {
        let limit = self.largest_body;
        usize::try_from(claimed)
            .ok()
            .filter(|&length| length <= limit)
            .ok_or(FramingError::TooLarge { claimed, limit })
    }

    /// Gives up bytes that cannot become a header any more.
    fn skip_preamble(&mut self) -> Option<FramingError> {
        if let Some(end) = find_empty_line(&self.buffer) {
            self.buffer.advance(end);
            return Some(FramingError::MissingLength);
        }
        if self.buffer.len() <= LONGEST_PREAMBLE {
            return None;
        }
        let given_up = self.buffer.len() - KEPT_WHILE_SKIPPING;
        self.buffer.advance(given_up);
        Some(FramingError::Stray(given_up))
    }

    fn take_body(&mut self, length: usize) -> Option<Frame> {
        if self.buffer.len() < length {
            return None;
        }
        let body = self.buffer.split_to(length).freeze();
        if length > KEPT_BUFFER {
            self.buffer = BytesMut::from(&self.buffer[..]);
        }
        self.state = State::Header;
        Some(Frame::Body(body))
    }

    fn take_oversized_head(&mut self) -> Option<Frame> {
        let next_header = find_length_header(&self.buffer);
        if self.buffer.len() < HEAD_OF_OVERSIZED && next_header.is_none() {
            return None;
        }
        let length = next_header.unwrap_or(HEAD_OF_OVERSIZED);
        let head = self.buffer.split_to(length.min(HEAD_OF_OVERSIZED));
        self.state = State::Skipping;
        Some(Frame::OversizedHead(head.freeze()))
    }
}

/// Where in a body that makes no sense the next message seems to begin: a body whose length was too
/// long has swallowed the header of its successor.
pub(super) fn swallowed_header(body: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = find_length_header(&body[from..]) {
        let start = from + found;
        if matches!(parse_headers(&body[start..]), Headers::Complete { .. }) {
            return Some(start);
        }
        from = start + 1;
    }
    None
}

/// The headers of a message whose body is `length` bytes long.
pub(super) fn headers(length: usize) -> String {
    format!("Content-Length: {length}\r\n\r\n")
}

enum Headers {
    Incomplete,
    Invalid { through: usize },
    Complete { through: usize, length: u64 },
}

/// Reads the block of headers that begins with the length header at the start of `bytes`.
fn parse_headers(bytes: &[u8]) -> Headers {
    let mut through = 0;
    let mut length = None;
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        if !line.ends_with(b"\n") {
            break;
        }
        through += line.len();
        match length {
            None => length = Some((length_in(line), line.len())),
            Some((Some(length), _)) if line.trim_ascii().is_empty() => {
                return Headers::Complete { through, length };
            }
            Some((_, first_line)) if !is_other_header(line) => {
                return Headers::Invalid {
                    through: first_line,
                };
            }
            Some(_) => {}
        }
    }
    match length {
        Some((None, first_line)) => Headers::Invalid {
            through: first_line,
        },
        _ if bytes.len() <= LONGEST_HEADERS => Headers::Incomplete,
        _ => Headers::Invalid {
            through: LENGTH_HEADER.len(),
        },
    }
}

/// The number in a line `Content-Length: 17`.
fn length_in(line: &[u8]) -> Option<u64> {
    let digits = line.get(LENGTH_HEADER.len()..)?.trim_ascii();
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Whether these bytes are complete header lines, `Content-Type: …` for one, or nothing.
fn is_header_lines(bytes: &[u8]) -> bool {
    bytes
        .split_inclusive(|&b| b == b'\n')
        .all(|line| line.ends_with(b"\n") && is_other_header(line))
}

/// Whether a line is a header, but not the length header.
fn is_other_header(line: &[u8]) -> bool {
    let name = line.split(|&b| b == b':').next().unwrap_or_default();
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
    name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(is_name)
        && find_length_header(line).is_none()
}

fn find_length_header(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(LENGTH_HEADER.len())
        .position(|window| window.eq_ignore_ascii_case(LENGTH_HEADER))
}

/// The end of the first empty line.
fn find_empty_line(bytes: &[u8]) -> Option<usize> {
    let after = |pattern: &[u8]| {
        let start = bytes.windows(pattern.len()).position(|w| w == pattern);
        start.map(|start| start + pattern.len())
    };
    after(b"\r\n\r\n").or_else(|| after(b"\n\n"))
}

/// The beginning of a header as text fit for a log.
fn excerpt(header: &[u8]) -> String {
    let text = String::from_utf8_lossy(header);
    text.trim_end()
        .chars()
        .take(80)
        .flat_map(char::escape_debug)
        .collect()
}

#[cfg(test)]
mod tests;
