//! Replacements of stretches of text, alone and in sets that are made all at once.

use crate::Span;

/// One replacement: the text of `span` gives way to `replacement`.
///
/// An empty span makes it an insertion, an empty replacement a deletion.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

impl Edit {
    /// Replaces `span` by `replacement`.
    pub fn new(span: impl Into<Span>, replacement: impl Into<String>) -> Self {
        Self {
            span: span.into(),
            replacement: replacement.into(),
        }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::new(Span::empty(offset), text)
    }

    /// Deletes `span`.
    pub fn delete(span: impl Into<Span>) -> Self {
        Self::new(span, "")
    }
}

/// Edits of one version of a text, made all at once: every span counts in the text before any of
/// them. They are sorted and do not overlap.
///
/// ```
/// use scholiast_text::{Edit, Edits, Text};
///
/// let edits = Edits::new(vec![Edit::new(4..7, "two"), Edit::insert(0, "> ")])?;
/// assert_eq!(Text::from("one TWO").edited(&edits).to_string(), "> one two");
/// # Ok::<(), scholiast_text::EditsError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edits(Vec<Edit>);

/// Why some edits cannot be made together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditsError {
    /// Two edits want to replace the same text.
    #[error(
        "the edits of bytes {first} and {second} overlap: merge them into one, or make them one after the other"
    )]
    Overlap {
        /// The edit that starts first.
        first: Span,
        /// The edit that reaches into it.
        second: Span,
    },
}

impl Edits {
    /// Sorts `edits`; insertions at one place keep their order and come before a replacement that
    /// starts there.
    ///
    /// # Errors
    /// [`EditsError::Overlap`] when two of them replace the same text, or one would insert inside
    /// what another replaces.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, EditsError> {
        edits.sort_by_key(|edit| edit.span);
        let overlap = edits
            .iter()
            .zip(edits.iter().skip(1))
            .find(|(first, second)| second.span.start < first.span.end);
        match overlap {
            Some((first, second)) => Err(EditsError::Overlap {
                first: first.span,
                second: second.span,
            }),
            None => Ok(Self(edits)),
        }
    }

    /// Wraps edits that are known to be sorted and apart.
    pub(crate) fn from_sorted(edits: Vec<Edit>) -> Self {
        debug_assert!(
            edits
                .iter()
                .zip(edits.iter().skip(1))
                .all(|(first, second)| first.span.end <= second.span.start)
        );
        Self(edits)
    }

    /// The edits from the start of the text to its end.
    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.0.iter()
    }

    /// How many edits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is to be changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The smallest span that covers every edit; none when there is no edit.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let (first, last) = (self.0.first()?, self.0.last()?);
        Some(Span::new(first.span.start, last.span.end))
    }

    /// The same edits for a text in which `by` more bytes come before them: edits of a function's
    /// own text become edits of its file when shifted by the function's start.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        let moved = |edit: Edit| Edit {
            span: Span::new(edit.span.start + by, edit.span.end + by),
            ..edit
        };
        Self(self.0.into_iter().map(moved).collect())
    }
}

impl From<Edit> for Edits {
    fn from(edit: Edit) -> Self {
        Self(vec![edit])
    }
}

impl IntoIterator for Edits {
    type Item = Edit;
    type IntoIter = std::vec::IntoIter<Edit>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Edits {
    type Item = &'a Edit;
    type IntoIter = std::slice::Iter<'a, Edit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, Edits, EditsError};
    use crate::Span;

    #[test]
    fn edits_are_sorted() {
        let edits = Edits::new(vec![Edit::delete(5..8), Edit::insert(2, "x")]).unwrap();
        let spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
        assert_eq!(spans, [Span::empty(2), Span::new(5, 8)]);
        assert_eq!(edits.span(), Some(Span::new(2, 8)));
    }

    #[test]
    fn edits_may_meet_end_to_end() {
        assert!(Edits::new(vec![Edit::delete(0..3), Edit::delete(3..6)]).is_ok());
    }

    #[test]
    fn insertions_at_one_place_keep_their_order_and_come_before_a_replacement() {
        let edits = Edits::new(vec![
            Edit::new(4..6, "c"),
            Edit::insert(4, "a"),
            Edit::insert(4, "b"),
        ]);
        let texts: Vec<String> = edits.unwrap().into_iter().map(|e| e.replacement).collect();
        assert_eq!(texts, ["a", "b", "c"]);
    }

    #[test]
    fn overlapping_edits_are_refused_in_a_sentence() {
        let refused = Edits::new(vec![Edit::delete(0..4), Edit::insert(3, "x")]).unwrap_err();
        assert_eq!(
            refused,
            EditsError::Overlap {
                first: Span::new(0, 4),
                second: Span::empty(3)
            }
        );
        assert_eq!(
            refused.to_string(),
            "the edits of bytes 0..4 and 3..3 overlap: merge them into one, or make them one after the other"
        );
    }

    #[test]
    fn shifting_moves_edits_from_a_part_to_the_whole() {
        let edits = Edits::from(Edit::new(1..2, "x")).shifted(10);
        assert_eq!(edits, Edits::from(Edit::new(11..12, "x")));
    }
}
