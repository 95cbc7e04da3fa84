//! What a model answered when it was asked for a replacement: one fenced block, or a refusal.
//!
//! Only the outermost fence is removed, so fences inside doc comments survive:
//!
//! ````
//! use scholiast_assist::answer::{self, Answer};
//!
//! let answer = answer::parse("Shorter:\n```python\ndef f():\n    return 1\n```\n");
//! assert_eq!(answer, Ok(Answer::Replacement("def f():\n    return 1".to_owned())));
//! ````

use thiserror::Error;

#[cfg(test)]
mod tests;

/// The word that opens the line of a model that declines; the prompts name it.
pub const REFUSAL_WORD: &str = "CANNOT:";

/// An answer in one of the two forms that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The content of the one fenced block: lines separated by `\n`, without blank lines around it
    /// and without a final line end.
    Replacement(String),
    /// The model declined, with its reason.
    Refusal(String),
}

/// Why an answer holds neither a replacement nor a refusal. The messages also go to the model.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// No line opens a fenced block.
    #[error("the answer holds no fenced code block; answer with the whole replacement in one")]
    NoBlock,
    /// More than one block: which one is meant would be a guess.
    #[error(
        "the answer holds more than one fenced code block; answer with exactly one, \
         and use a longer fence around it if the code itself holds a fence"
    )]
    SeveralBlocks,
    /// The block's fence is opened and never closed.
    #[error("the fenced code block is never closed, so the answer may be cut off")]
    Unterminated,
    /// The block holds nothing but white space.
    #[error("the fenced code block is empty")]
    Empty,
}

/// Reads a model's whole answer.
///
/// A refusal line outside the block wins over a block: a model that declines is not second-guessed.
///
/// # Errors
///
/// An [`AnswerError`] where the answer has neither form.
pub fn parse(answer: &str) -> Result<Answer, AnswerError> {
    let mut reader = Reader::default();
    for line in answer.lines() {
        reader.read(line);
    }
    reader.finish()
}

/// An answer without the thinking that some local models put in front of it, in a `<think>` tag.
///
/// A tag that is never closed leaves nothing: the model did not get to its answer.
pub fn without_thinking(answer: &str) -> &str {
    match answer.trim_start().strip_prefix("<think>") {
        None => answer,
        Some(thinking) => thinking.split_once("</think>").map_or("", |(_, rest)| rest),
    }
}

/// Where the reader stands, and what it has found so far.
#[derive(Default)]
struct Reader<'a> {
    open: Option<OpenBlock<'a>>,
    blocks: Vec<Vec<&'a str>>,
    refusal: Option<&'a str>,
}

/// A block whose closing fence has not come yet.
struct OpenBlock<'a> {
    fence: Fence<'a>,
    /// How many fences with an info string were opened inside and not closed.
    inner: usize,
    lines: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, line: &'a str) {
        match self.open.take() {
            Some(block) => self.read_inside(block, line),
            None => self.read_outside(line),
        }
    }

    fn read_outside(&mut self, line: &'a str) {
        if let Some(fence) = Fence::of(line) {
            self.open = Some(OpenBlock {
                fence,
                inner: 0,
                lines: Vec::new(),
            });
        } else if let Some(reason) = line.trim().strip_prefix(REFUSAL_WORD) {
            self.refusal.get_or_insert(reason.trim());
        }
    }

    fn read_inside(&mut self, mut block: OpenBlock<'a>, line: &'a str) {
        match block.fence.meets(line) {
            Meeting::Closes if block.inner == 0 => {
                self.blocks.push(block.lines);
                return;
            }
            Meeting::Closes => block.inner -= 1,
            Meeting::Opens => block.inner += 1,
            Meeting::Neither => {}
        }
        block.lines.push(block.fence.without_margin(line));
        self.open = Some(block);
    }

    fn finish(mut self) -> Result<Answer, AnswerError> {
        if let Some(reason) = self.refusal {
            return Ok(Answer::Refusal(reason.to_owned()));
        }
        // A second block that stays open is still a second block.
        let count = self.blocks.len() + usize::from(self.open.is_some());
        match (count, self.blocks.pop()) {
            (0, _) => Err(AnswerError::NoBlock),
            (1, None) => Err(AnswerError::Unterminated),
            (1, Some(lines)) => replacement(&lines),
            _ => Err(AnswerError::SeveralBlocks),
        }
    }
}

fn replacement(lines: &[&str]) -> Result<Answer, AnswerError> {
    let holds_code = |line: &&str| !line.trim().is_empty();
    let first = lines.iter().position(holds_code);
    let last = lines.iter().rposition(holds_code);
    match first
        .zip(last)
        .and_then(|(first, last)| lines.get(first..=last))
    {
        Some(code) => Ok(Answer::Replacement(code.join("\n"))),
        None => Err(AnswerError::Empty),
    }
}

/// A line of at least three backticks or tildes.
struct Fence<'a> {
    margin: &'a str,
    marker: char,
    length: usize,
    info: &'a str,
}

/// What a line inside a block is to the block's fence.
enum Meeting {
    Opens,
    Closes,
    Neither,
}

impl<'a> Fence<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let rest = line.trim_start();
        let margin = &line[..line.len() - rest.len()];
        let marker = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = rest.trim_start_matches(marker);
        let length = rest.len() - info.len();
        let inline_code = marker == '`' && info.contains('`');
        (length >= 3 && !inline_code).then(|| Self {
            margin,
            marker,
            length,
            info: info.trim(),
        })
    }

    /// A fence deeper than the block's own belongs to the code, such as one in a doc comment.
    fn meets(&self, line: &str) -> Meeting {
        let Some(other) = Fence::of(line) else {
            return Meeting::Neither;
        };
        let same_kind = other.marker == self.marker && other.length >= self.length;
        if !same_kind || other.margin.len() > self.margin.len() {
            Meeting::Neither
        } else if other.info.is_empty() {
            Meeting::Closes
        } else {
            Meeting::Opens
        }
    }

    /// The line without the margin that the whole block was indented by, as in a list.
    fn without_margin<'line>(&self, line: &'line str) -> &'line str {
        line.strip_prefix(self.margin).unwrap_or(line)
    }
}
