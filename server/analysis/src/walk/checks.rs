//! Mistakes that the grammar lets pass: statements out of place, keywords for names, and what the
//! dialect knows of.

use scholiast_grammars::{Construct, Home, Language, Place};
use scholiast_text::Text;

use super::Visit;
use super::facts::Mistake;
use super::homes::Homes;
use super::nested::Nested;
use crate::reader::Reader;

/// What the walk is inside of, and the text of the names it passes.
pub(crate) struct Checks<'t> {
    language: &'static Language,
    text: &'t Text,
    reader: Reader<'t>,
    homes: Nested<Homes>,
}

impl<'t> Checks<'t> {
    pub(crate) fn new(language: &'static Language, text: &'t Text) -> Self {
        Self {
            language,
            text,
            reader: Reader::new(text),
            homes: Nested::default(),
        }
    }

    /// The mistake that a node is.
    pub(crate) fn enter(&mut self, visit: &Visit<'_, 't>) -> Option<Mistake> {
        let homes = self.homes();
        if let Some(homes) = homes.inside(&visit.kind.construct) {
            self.homes.open(visit.depth, homes);
        }
        if visit.kind.is_checked {
            let parent = visit.parent.map(|parent| parent.node);
            let fault = self
                .language
                .dialect()
                .check(visit.node, parent, self.text)?;
            return Some(Mistake::of_dialect(fault));
        }
        if visit.kind.is_identifier {
            return self.reserved(visit);
        }
        let place = visit.kind.place.as_ref()?;
        misplaced(visit, place, homes)
    }

    /// What the walk is inside of.
    pub(crate) fn homes(&self) -> Homes {
        self.homes.last().copied().unwrap_or_default()
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        self.homes.close(depth);
    }

    fn reserved(&mut self, visit: &Visit<'_, '_>) -> Option<Mistake> {
        let word = self.reader.word(visit.span());
        let is_exempt = || {
            visit
                .parent
                .is_some_and(|parent| parent.kind.takes_any_word)
        };
        let is_reserved = self.language.is_reserved(&word) && !is_exempt();
        is_reserved.then(|| Mistake::reserved(visit.node, &word))
    }
}

fn misplaced(visit: &Visit<'_, '_>, place: &Place, homes: Homes) -> Option<Mistake> {
    let is_at_home = place.homes.iter().any(|home| homes.include(*home));
    let is_jump = matches!(visit.kind.construct, Construct::Jump(_));
    let is_labelled = is_jump && visit.node.named_child_count() > 0;
    let is_misplaced = !is_at_home && !is_labelled;
    is_misplaced.then(|| Mistake::misplaced(visit.node, message(place)))
}

fn message(place: &Place) -> String {
    let homes: Vec<&str> = place
        .homes
        .iter()
        .map(|home| match home {
            Home::Function => "a function",
            Home::Loop => "a loop",
            Home::Switch => "a switch",
        })
        .collect();
    format!("`{}` outside {}", place.keyword, homes.join(" and "))
}
