//! A stretch of text: a half-open range of bytes in one version of a document.

use std::fmt;
use std::ops::Range;

/// A half-open range of byte offsets, `start..end`, in one version of a text.
///
/// Unlike [`Range`] it is `Copy`, and its ends are in order when it is made by [`Span::new`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes between two offsets, which may be given in either order.
    #[must_use]
    pub fn new(one: usize, other: usize) -> Self {
        Self {
            start: one.min(other),
            end: one.max(other),
        }
    }

    /// The empty span at `offset`: a place between two characters.
    #[must_use]
    pub fn empty(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte at all.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the byte at `offset` is in the span; the offset `end` is not.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `other` lies within this span; sharing an end, or both, counts.
    #[must_use]
    pub fn contains_span(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte, or one is empty and strictly inside the other.
    ///
    /// Spans that only meet end to end do not intersect.
    #[must_use]
    pub fn intersects(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two intersect or meet end to end.
    #[must_use]
    pub fn touches(self, other: Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The same stretch after `by` bytes came in (or, when negative, went) before it.
    #[must_use]
    pub fn shifted(self, by: isize) -> Self {
        Self {
            start: self.start.saturating_add_signed(by),
            end: self.end.saturating_add_signed(by),
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn ends_given_in_reverse_are_put_in_order() {
        assert_eq!(Span::new(7, 3), Span::new(3, 7));
    }

    #[test]
    fn the_end_is_not_part_of_the_span() {
        let span = Span::new(3, 5);
        assert!(span.contains(3) && span.contains(4));
        assert!(!span.contains(2) && !span.contains(5));
        assert!(!Span::empty(3).contains(3));
    }

    #[test]
    fn spans_that_meet_end_to_end_touch_but_do_not_intersect() {
        let (left, right) = (Span::new(0, 3), Span::new(3, 6));
        assert!(left.touches(right) && right.touches(left));
        assert!(!left.intersects(right) && !right.intersects(left));
    }

    #[test]
    fn an_empty_span_intersects_only_what_strictly_surrounds_it() {
        let span = Span::new(2, 6);
        assert!(span.intersects(Span::empty(4)));
        assert!(!span.intersects(Span::empty(2)));
        assert!(!span.intersects(Span::empty(6)));
        assert!(!Span::empty(4).intersects(Span::empty(4)));
    }

    #[test]
    fn a_span_contains_itself_and_its_own_ends() {
        let span = Span::new(2, 6);
        assert!(span.contains_span(span));
        assert!(span.contains_span(Span::empty(6)));
        assert!(!span.contains_span(Span::new(5, 7)));
    }

    #[test]
    fn shifting_moves_both_ends_and_stops_at_zero() {
        assert_eq!(Span::new(2, 6).shifted(3), Span::new(5, 9));
        assert_eq!(Span::new(2, 6).shifted(-4), Span::new(0, 2));
    }
}
