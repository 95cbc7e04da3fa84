//! The engine in one process: analysing a text, and following a keystroke, against tree-sitter's
//! bare parse of the same.

#![expect(
    clippy::expect_used,
    reason = "a benchmark without its files cannot run"
)]

use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use scholiast_analysis::{Analysis, Cancellation};
use scholiast_benches::bare::Bare;
use scholiast_benches::corpus::{Sample, samples};
use scholiast_benches::keystrokes::script;
use scholiast_benches::typing::Keystroke;
use scholiast_text::{Edits, Text};

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../benches");
    samples(&cache).expect("the files are there, or can be fetched")
});

fn main() {
    divan::main();
}

/// The samples below ten megabytes, by their place in the list.
fn places() -> impl Iterator<Item = usize> {
    let is_small = |place: &usize| SAMPLES[*place].text.len() < 5_000_000;
    (0..SAMPLES.len()).filter(is_small)
}

#[divan::bench(args = places())]
fn fresh_parse(bencher: Bencher<'_, '_>, place: usize) {
    let sample = &SAMPLES[place];
    bencher.bench(|| Bare::open(sample.language, &sample.text));
}

#[divan::bench(args = places())]
fn fresh_analysis(bencher: Bencher<'_, '_>, place: usize) {
    let sample = &SAMPLES[place];
    bencher.bench(|| {
        let text = Text::new(&sample.text);
        Analysis::of_healthy_parts(sample.language, text, &Cancellation::new())
    });
}

/// All keystrokes of a script, one after the other.
#[divan::bench(args = places())]
fn typed_into_a_tree(bencher: Bencher<'_, '_>, place: usize) {
    let sample = &SAMPLES[place];
    let script = script(sample);
    bencher
        .with_inputs(|| Bare::open(sample.language, &sample.text).expect("it parses"))
        .bench_local_refs(|bare| {
            for key in &script {
                bare.press(key).expect("it parses");
            }
        });
}

#[divan::bench(args = places())]
fn typed_into_an_analysis(bencher: Bencher<'_, '_>, place: usize) {
    let sample = &SAMPLES[place];
    let script = script(sample);
    let text = Text::new(&sample.text);
    let opened = Analysis::of_healthy_parts(sample.language, text, &Cancellation::new());
    let opened = opened.expect("nobody cancels it");
    bencher.bench_local(|| {
        script
            .iter()
            .fold(opened.clone(), |analysis, key| press(&analysis, key))
    });
}

fn press(analysis: &Analysis, key: &Keystroke) -> Analysis {
    let text = analysis.text().edited(&Edits::from(key.edit()));
    analysis
        .edited(key.splice(), text, &Cancellation::new())
        .expect("nobody cancels it")
}
