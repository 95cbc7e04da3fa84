//! From a keystroke to its diagnostics, through pipes, as an editor would see it; and the least it
//! could take: a server that looks at nothing, and a bare parse.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::bare::Bare;
use crate::client::{Server, change};
use crate::corpus::Sample;
use crate::statistics::{Times, ratio};
use crate::table::{self, Table};
use crate::typing::{Keystroke, typing};

/// A pause between keystrokes, in which a server may finish what it does behind the scenes, so
/// that the others are not measured against its rest.
const PAUSE: Duration = Duration::from_millis(10);

/// The programs that are compared.
pub struct Programs<'p> {
    /// Ours.
    pub scholiast: &'p Path,
    /// The server that looks at nothing.
    pub null: &'p Path,
}

/// What one sample came to.
struct Measured {
    keystrokes: usize,
    ours: Times,
    null: Times,
    bare: Times,
}

/// Measures all samples, and says what they came to as Markdown.
pub fn report(programs: &Programs<'_>, samples: &[Sample]) -> Result<String> {
    let mut table = Table::new(&[
        "file",
        "keystrokes",
        "ours, median",
        "null + bare, medians",
        "ratio (≤ 2)",
        "ours − null, p99",
        "2 × bare, p99",
    ]);
    for sample in samples {
        eprintln!("keystrokes: {}", sample.title());
        let measured = measure(programs, sample)?;
        let (ours, null, bare) = (&measured.ours, &measured.null, &measured.bare);
        let least = null.median() + bare.median();
        let excess = ours.percentile(99).saturating_sub(null.percentile(99));
        table.row(&[
            sample.title(),
            measured.keystrokes.to_string(),
            table::time(ours.median()),
            format!(
                "{} + {}",
                table::time(null.median()),
                table::time(bare.median())
            ),
            table::times(ratio(ours.median(), least)),
            table::time(excess),
            table::time(2 * bare.percentile(99)),
        ]);
    }
    Ok(table.finish())
}

/// The keystrokes for a sample: the larger, the fewer.
pub fn script(sample: &Sample) -> Vec<Keystroke> {
    let places = match sample.text.len() {
        0..500_000 => 5,
        500_000..5_000_000 => 3,
        _ => 1,
    };
    typing(&sample.text, sample.statement, places)
}

fn measure(programs: &Programs<'_>, sample: &Sample) -> Result<Measured> {
    let script = script(sample);
    let mut ours = Typist::open(programs.scholiast, sample)?;
    let mut null = Typist::open(programs.null, sample)?;
    let mut bare = Bare::open(sample.language, &sample.text)?;
    let mut measured = Measured {
        keystrokes: script.len(),
        ours: Times::default(),
        null: Times::default(),
        bare: Times::default(),
    };
    for key in &script {
        measured.ours.push(ours.press(key)?);
        std::thread::sleep(PAUSE);
        measured.null.push(null.press(key)?);
        let started = Instant::now();
        bare.press(key)?;
        measured.bare.push(started.elapsed());
        std::thread::sleep(PAUSE);
    }
    Ok(measured)
}

/// A server with an open document, typed into key by key.
pub struct Typist {
    server: Server,
    version: i32,
}

impl Typist {
    /// Starts a server and opens a sample in it.
    pub fn open(program: &Path, sample: &Sample) -> Result<Self> {
        let (mut server, _) = Server::start(program)?;
        server.open(sample.language.id(), &sample.text)?;
        Ok(Self { server, version: 0 })
    }

    /// How long the diagnostics of one keystroke take.
    pub fn press(&mut self, key: &Keystroke) -> Result<Duration> {
        self.version += 1;
        let message = change(key, self.version);
        let started = Instant::now();
        self.server.send(&message)?;
        let answered = self.server.wait_for_version(self.version)?;
        Ok(answered.duration_since(started))
    }

    /// The server, and the version that the document has.
    pub fn server(&mut self) -> (&mut Server, i32) {
        (&mut self.server, self.version)
    }
}
