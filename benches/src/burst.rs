//! A thousand edits that nobody waits for: how soon the last one's diagnostics are there, and that
//! none of an older version follow those of a newer.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::client::{Server, change};
use crate::corpus::Sample;
use crate::keystrokes::{Typist, script};
use crate::statistics::{Times, ratio};
use crate::table::{self, Table};
use crate::typing::Keystroke;

const EDITS: usize = 1000;

/// Measures all samples, and says what they came to as Markdown.
pub fn report(scholiast: &Path, samples: &[Sample]) -> Result<String> {
    let mut table = Table::new(&[
        "file",
        "one edit, median",
        "1,000 edits",
        "ratio",
        "published",
        "older after newer",
    ]);
    for sample in samples {
        eprintln!("burst: {}", sample.title());
        let script = script(sample);
        let mut typist = Typist::open(scholiast, sample)?;
        let mut single = Times::default();
        for key in script.iter().take(60) {
            single.push(typist.press(key)?);
        }
        // What is left of the script brings the text back to where the burst starts.
        for key in script.iter().skip(60) {
            typist.press(key)?;
        }
        let (server, version) = typist.server();
        let burst = Burst::send(server, &script, version)?;
        table.row(&[
            sample.title(),
            table::time(single.median()),
            table::time(burst.time),
            table::times(ratio(burst.time, single.median())),
            burst.published.to_string(),
            burst.disorders.to_string(),
        ]);
    }
    Ok(table.finish())
}

/// What came back.
struct Burst {
    /// From the first edit to the last one's diagnostics.
    time: Duration,
    /// How often diagnostics were published.
    published: usize,
    /// How often an older version's came after a newer one's.
    disorders: usize,
}

impl Burst {
    fn send(server: &mut Server, script: &[Keystroke], version: i32) -> Result<Self> {
        let messages: Vec<Vec<u8>> = script
            .iter()
            .cycle()
            .take(EDITS)
            .zip(version + 1..)
            .map(|(key, version)| change(key, version))
            .collect();
        let last = version + i32::try_from(messages.len())?;
        let started = Instant::now();
        for message in &messages {
            server.send(message)?;
        }
        let mut burst = Self {
            time: Duration::ZERO,
            published: 0,
            disorders: 0,
        };
        let mut newest = version;
        while newest < last {
            let said = server.receive()?;
            let Some(published) = said.message.published() else {
                continue;
            };
            burst.published += 1;
            burst.disorders += usize::from(published < newest);
            newest = newest.max(published);
            burst.time = said.at.duration_since(started);
        }
        Ok(burst)
    }
}
