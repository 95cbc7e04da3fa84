//! What a model is asked to do to a function, and what its edit must then hold to.

use serde::{Deserialize, Serialize};

/// A change that a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Intent {
    /// Make the function easier to follow, by its cognitive complexity.
    ReduceComplexity,
    /// Make it easier to read, without making it more complex.
    Readability,
    /// Make it faster or lighter, without making it more complex.
    Performance,
    /// Describe it in its language's doc-comment form.
    ///
    /// So far only where documentation is comments: a docstring counts as code.
    Document,
}

/// What an edit must hold to besides parsing and leaving everything around it alone, which is
/// asked of every edit, and keeping signature and names, which is asked of each of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demands {
    /// Which findings may be there afterwards.
    pub findings: Findings,
    /// How the cognitive complexity may move.
    pub complexity: Complexity,
    /// How far the code itself may differ.
    pub code: Code,
}

/// Which findings may be there after an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Findings {
    /// No more of any rule than before.
    NoneNew,
    /// They are not compared.
    Any,
}

/// How an edit may move the cognitive complexity.
///
/// An edit may split the function. So two numbers are compared with the function's number before:
/// the largest of the functions that stand in its place afterwards, and their sum. Were only the
/// function's own number compared, moving its whole body into a helper would count as a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complexity {
    /// The largest falls, and the sum does not rise.
    Lower,
    /// Neither rises.
    NotHigher,
    /// The function's number stays, and none is added.
    Same,
}

/// How far the code itself may differ after an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// As far as the other checks allow.
    Free,
    /// Only in comments and layout.
    Identical,
}

impl Intent {
    /// Every intent.
    pub const ALL: [Self; 4] = [
        Self::ReduceComplexity,
        Self::Readability,
        Self::Performance,
        Self::Document,
    ];

    /// The table of which checks an edit must pass.
    pub const fn demands(self) -> Demands {
        match self {
            Self::ReduceComplexity => Demands {
                findings: Findings::NoneNew,
                complexity: Complexity::Lower,
                code: Code::Free,
            },
            Self::Readability | Self::Performance => Demands {
                findings: Findings::NoneNew,
                complexity: Complexity::NotHigher,
                code: Code::Free,
            },
            Self::Document => Demands {
                findings: Findings::Any,
                complexity: Complexity::Same,
                code: Code::Identical,
            },
        }
    }

    /// The intent in words, as part of a sentence: "reduce complexity".
    pub const fn title(self) -> &'static str {
        match self {
            Self::ReduceComplexity => "reduce complexity",
            Self::Readability => "improve readability",
            Self::Performance => "improve performance",
            Self::Document => "document",
        }
    }
}
