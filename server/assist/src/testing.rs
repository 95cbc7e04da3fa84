//! What the tests of this crate share: analysed sources with a cursor, and a model with a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use futures_util::StreamExt;
use futures_util::stream;
use scholiast_analysis::{Analysis, Cancellation, Thresholds};
use scholiast_grammars::by_id;
use scholiast_llm::{
    ChatModel, Delta, DeltaStream, Disclosure, Finish, ModelError, StopReason, Turn, Usage,
};
use scholiast_text::Text;

use crate::disclosure::Sharing;
use crate::task::Task;

pub(crate) fn analysis(language: &str, source: &str) -> Analysis {
    let language = by_id(language).expect("a known language");
    Analysis::of(language, Text::new(source), &Cancellation::new()).expect("nobody cancels")
}

/// A task at the place marked by `$0`.
pub(crate) fn task(language: &str, source: &str) -> Task {
    let offset = source.find("$0").expect("a cursor");
    Task {
        analysis: Arc::new(analysis(language, &source.replacen("$0", "", 1))),
        offset,
        sharing: Sharing::Allowed,
        thresholds: Thresholds::default(),
    }
}

/// A model that gives these answers, one a call, in small pieces.
pub(crate) struct ScriptedModel {
    answers: Mutex<VecDeque<Result<(String, StopReason), ModelError>>>,
    asked: Mutex<Vec<Disclosure>>,
}

impl ScriptedModel {
    pub(crate) fn new(answers: &[&str]) -> Self {
        let answers = answers
            .iter()
            .map(|text| Ok(((*text).to_owned(), StopReason::Stop)));
        Self {
            answers: Mutex::new(answers.collect()),
            asked: Mutex::default(),
        }
    }

    pub(crate) fn cut_off(text: &str) -> Self {
        let model = Self::new(&[]);
        let answer = Ok((text.to_owned(), StopReason::Length));
        model.answers.lock().expect("one thread").push_back(answer);
        model
    }

    pub(crate) fn failing(error: ModelError) -> Self {
        let model = Self::new(&[]);
        model
            .answers
            .lock()
            .expect("one thread")
            .push_back(Err(error));
        model
    }

    /// How often it was asked.
    pub(crate) fn calls(&self) -> usize {
        self.asked.lock().expect("one thread").len()
    }

    /// All that it was sent, in order.
    pub(crate) fn received(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("one thread");
        let last = asked.last().expect("it was asked");
        let turns = last.turns().iter().map(Turn::text);
        [last.system()]
            .into_iter()
            .chain(turns)
            .map(str::to_owned)
            .collect()
    }
}

impl ChatModel for ScriptedModel {
    fn name(&self) -> &str {
        "scripted"
    }

    fn stream(&self, disclosure: Disclosure) -> DeltaStream {
        self.asked.lock().expect("one thread").push(disclosure);
        let answer = self.answers.lock().expect("one thread").pop_front();
        let deltas = match answer.expect("an answer for every call") {
            Err(error) => vec![Err(error)],
            Ok((text, stop)) => {
                let pieces = text.split_inclusive(' ').map(str::to_owned);
                let usage = Some(Usage {
                    input_tokens: 100,
                    output_tokens: 10,
                    ..Usage::default()
                });
                let finish = Delta::Finished(Finish { stop, usage });
                pieces.map(Delta::Text).chain([finish]).map(Ok).collect()
            }
        };
        stream::iter(deltas).boxed()
    }
}
