//! A stack of what is open at some depth of the walk.

/// Values that were opened when the walk entered a node, and close when it leaves it.
#[derive(Debug)]
pub(crate) struct Nested<T>(Vec<(usize, T)>);

impl<T> Default for Nested<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Nested<T> {
    /// Opens a value at the node of this depth.
    pub(crate) fn open(&mut self, depth: usize, value: T) {
        self.0.push((depth, value));
    }

    /// Closes a value that was opened at this depth, the last one first.
    pub(crate) fn close(&mut self, depth: usize) -> Option<T> {
        match self.0.last() {
            Some((opened, _)) if *opened == depth => self.0.pop().map(|(_, value)| value),
            _ => None,
        }
    }

    /// The innermost open value.
    pub(crate) fn last(&self) -> Option<&T> {
        self.0.last().map(|(_, value)| value)
    }

    /// What is open at this depth, if nothing deeper is.
    pub(crate) fn at(&self, depth: usize) -> Option<&T> {
        self.0
            .last()
            .filter(|(opened, _)| *opened == depth)
            .map(|(_, value)| value)
    }

    /// What was opened at the parent of a node of this depth.
    ///
    /// To be asked before anything is opened at that depth itself.
    pub(crate) fn parent(&self, depth: usize) -> Option<&T> {
        self.0
            .last()
            .filter(|(opened, _)| opened + 1 == depth)
            .map(|(_, value)| value)
    }

    /// The same, to be changed.
    pub(crate) fn parent_mut(&mut self, depth: usize) -> Option<&mut T> {
        self.0
            .last_mut()
            .filter(|(opened, _)| *opened + 1 == depth)
            .map(|(_, value)| value)
    }
}
