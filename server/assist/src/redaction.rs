//! Secrets in code, exchanged for placeholders before anything leaves, and put back afterwards.
//!
//! The detector is thin: a dozen well-known key shapes, and long random-looking literals assigned
//! to names such as `password`. It lowers the risk of sending a secret; it cannot rule it out.
//!
//! ```
//! use scholiast_assist::redaction::Redactions;
//!
//! let code = "password = \"fv7Qz2!kPq90xLw4\"";
//! let mut redactions = Redactions::of(code);
//! let sent = redactions.redact(code);
//! assert_eq!(sent, "password = \"REDACTED_1_SECRET\"");
//! assert_eq!(redactions.restore(&sent), code);
//! ```

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

#[cfg(test)]
mod tests;

/// A placeholder is this, the secret's number, and [`ENDING`].
const PLACEHOLDER: &str = "REDACTED_";

/// Keeps a placeholder's number apart from digits that follow it.
const ENDING: &str = "_SECRET";

/// What a placeholder looks like, for the instructions to a model.
pub const EXAMPLE: &str = "REDACTED_1_SECRET";

/// One shape of secret.
struct Shape {
    /// The pattern; where it has a group named `secret`, only that part is the secret.
    pattern: &'static str,
    /// Whether what is found must also look random, since the pattern alone says too little.
    random: bool,
}

const SHAPES: &[Shape] = &[
    // Private key blocks, PEM and OpenSSH.
    Shape {
        pattern: r"(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----.*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----",
        random: false,
    },
    // AWS access key ids.
    Shape {
        pattern: r"\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b",
        random: false,
    },
    // GitHub tokens, classic and fine-grained.
    Shape {
        pattern: r"\bgh[pousr]_[A-Za-z0-9]{36,}\b",
        random: false,
    },
    Shape {
        pattern: r"\bgithub_pat_[A-Za-z0-9_]{22,}\b",
        random: false,
    },
    // GitLab personal tokens.
    Shape {
        pattern: r"\bglpat-[A-Za-z0-9_-]{20,}",
        random: false,
    },
    // OpenAI, Anthropic, OpenRouter and others who write `sk-`.
    Shape {
        pattern: r"\bsk-[A-Za-z0-9_-]{20,}",
        random: false,
    },
    // Stripe.
    Shape {
        pattern: r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\b",
        random: false,
    },
    // Google.
    Shape {
        pattern: r"\bAIza[A-Za-z0-9_-]{35}",
        random: false,
    },
    // Slack.
    Shape {
        pattern: r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
        random: false,
    },
    // JSON web tokens: two base64 objects and a signature.
    Shape {
        pattern: r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}",
        random: false,
    },
    // A password inside an address.
    Shape {
        pattern: r#"[a-z][a-z0-9+.-]*://[^\s/:@"'`{}$]+:(?<secret>[^\s/@"'`{}$]{6,})@"#,
        random: false,
    },
    // A literal assigned to a telling name: `apiToken: "…"`, `DB_PASSWORD = '…'`.
    Shape {
        pattern: r#"(?i)(?:passw(?:or)?d|passphrase|secret|token|credential|api_?key|access_?key|private_?key|auth_?key)\w*["'`]?\s*(?::\s*\w+\s*)?(?:=|:|=>|:=)\s*[a-z]{0,2}["'`](?<secret>[^"'`\s]{12,})["'`]"#,
        random: true,
    },
];

/// Below this many bits a character a literal is taken for words, not for a key. English words and
/// paths of a dozen characters stay below, generated keys of that length lie above.
const RANDOM_BITS: f64 = 3.1;

static PATTERNS: LazyLock<Vec<(Regex, bool)>> = LazyLock::new(|| {
    let compiled = |shape: &Shape| {
        let pattern = Regex::new(shape.pattern);
        debug_assert!(pattern.is_ok(), "{}", shape.pattern);
        Some((pattern.ok()?, shape.random))
    };
    SHAPES.iter().filter_map(compiled).collect()
});

/// The secrets found so far in one conversation; the same secret keeps its placeholder.
#[derive(Clone)]
pub struct Redactions {
    /// What every placeholder starts with.
    mark: String,
    secrets: Vec<String>,
}

/// Shows how many secrets there are, never what they are.
impl fmt::Debug for Redactions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Redactions({})", self.secrets.len())
    }
}

impl Redactions {
    /// Redactions for a conversation about this code, whose placeholders the code does not hold.
    pub fn of(code: &str) -> Self {
        let mut mark = PLACEHOLDER.to_owned();
        while code.contains(&mark) {
            mark.push_str("X_");
        }
        let mut redactions = Self {
            mark,
            secrets: Vec::new(),
        };
        redactions.find(code);
        redactions
    }

    /// The text with every secret, known or found now, exchanged for its placeholder.
    pub fn redact(&mut self, text: &str) -> String {
        self.find(text);
        let mut redacted = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, _, after)) = self.next_placeholder(rest) {
            redacted.push_str(&self.exchanged(before));
            redacted.push_str(&rest[before.len()..rest.len() - after.len()]);
            rest = after;
        }
        redacted + &self.exchanged(rest)
    }

    /// The text with every intact placeholder exchanged for its secret.
    pub fn restore(&self, text: &str) -> String {
        let mut restored = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, secret, after)) = self.next_placeholder(rest) {
            restored.push_str(before);
            restored.push_str(secret);
            rest = after;
        }
        restored + rest
    }

    /// The placeholders whose secrets stand in `before` and no longer in `after`, both restored:
    /// they were dropped or altered on the way.
    pub fn lost(&self, before: &str, after: &str) -> Vec<String> {
        let is_lost = |secret: &str| before.contains(secret) && !after.contains(secret);
        (0..self.secrets.len())
            .filter(|&index| is_lost(&self.secrets[index]))
            .map(|index| self.placeholder(index))
            .collect()
    }

    /// A placeholder in the text that stands for no secret: somebody made it up.
    pub fn unknown_in(&self, text: &str) -> Option<String> {
        let mut marks = text.match_indices(self.mark.as_str());
        marks.find_map(|(start, mark)| {
            let (number, _) = numbered(&text[start + mark.len()..])?;
            let is_known = number
                .checked_sub(1)
                .is_some_and(|index| index < self.secrets.len());
            (!is_known).then(|| format!("{mark}{number}{ENDING}"))
        })
    }

    /// How many different secrets were found.
    pub fn count(&self) -> usize {
        self.secrets.len()
    }

    /// Remembers the secrets in the text that are not known yet.
    fn find(&mut self, text: &str) {
        for (pattern, random) in PATTERNS.iter() {
            for found in pattern.captures_iter(text) {
                let secret = found.name("secret").map_or(&found[0], |part| part.as_str());
                let is_words = *random && bits_per_character(secret) < RANDOM_BITS;
                let is_known =
                    secret.contains(&self.mark) || self.secrets.iter().any(|s| s == secret);
                if !is_words && !is_known {
                    self.secrets.push(secret.to_owned());
                }
            }
        }
    }

    fn exchanged(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((start, index)) = self.first_secret(rest) {
            result.push_str(&rest[..start]);
            result.push_str(&self.placeholder(index));
            rest = &rest[start + self.secrets[index].len()..];
        }
        result + rest
    }

    /// Where the first known secret starts, and its index; of two that start there the longer.
    fn first_secret(&self, text: &str) -> Option<(usize, usize)> {
        let secrets = self.secrets.iter().enumerate();
        let found = secrets.filter_map(|(index, secret)| Some((text.find(secret)?, index)));
        found.min_by_key(|&(start, index)| (start, Reverse(self.secrets[index].len())))
    }

    /// What stands before the first intact placeholder, its secret, and what follows it.
    fn next_placeholder<'text>(&self, text: &'text str) -> Option<(&'text str, &str, &'text str)> {
        text.match_indices(self.mark.as_str())
            .find_map(|(start, mark)| {
                let (number, after) = numbered(&text[start + mark.len()..])?;
                let index = number.checked_sub(1)?;
                Some((&text[..start], self.secrets.get(index)?.as_str(), after))
            })
    }

    fn placeholder(&self, index: usize) -> String {
        format!("{}{}{ENDING}", self.mark, index + 1)
    }
}

/// The number that ends a placeholder, and what follows it.
fn numbered(text: &str) -> Option<(usize, &str)> {
    let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text[..text.len() - unnumbered.len()].parse().ok()?;
    Some((number, unnumbered.strip_prefix(ENDING)?))
}

/// Shannon's entropy of the text's own characters, in bits.
#[expect(
    clippy::cast_precision_loss,
    reason = "a literal is shorter than 2^52 characters"
)]
fn bits_per_character(text: &str) -> f64 {
    let length = text.chars().count() as f64;
    let mut counts = BTreeMap::new();
    for character in text.chars() {
        *counts.entry(character).or_insert(0_u32) += 1;
    }
    counts
        .values()
        .map(|&count| f64::from(count) / length)
        .map(|share| -share * share.log2())
        .sum()
}
