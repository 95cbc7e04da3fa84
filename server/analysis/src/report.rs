//! What an analysis says of a file.

use scholiast_text::{Edit, Span, Splice};

use crate::cognitive::Cognitive;

/// The facts of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The functions, in the order in which they start.
    pub functions: Vec<Function>,
    /// The syntax errors, in the order of their places.
    pub syntax_errors: Vec<SyntaxError>,
}

/// A function and its metrics.
///
/// A nameless function inside another has no entry of its own: it is part of the one around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name, or the one it is bound to; `<lambda>` or `<anonymous>` when it has neither.
    pub name: String,
    /// Its qualified name: `Class.method`, `outer.inner`.
    pub qualified_name: String,
    /// What sort of function it is.
    pub kind: FunctionKind,
    /// All of it, with decorators, `export` and the declaration that binds its name.
    pub span: Span,
    /// Its name, or its first token if it has none.
    pub name_span: Span,
    /// Name, parameters and result as one line, without comments, decorators and layout.
    pub signature: String,
    /// Its body.
    pub body_span: Span,
    /// How many parameters a caller can pass: a spelled-out `self`, `cls` or `this` is not counted.
    pub parameters: u32,
    /// How deep its control structures are nested, functions inside it included; 0 if it has none.
    pub nesting_depth: u32,
    /// Its cognitive complexity, functions inside it included.
    pub cognitive: Cognitive,
    /// What it calls, each name once, in the order of the first call.
    pub callees: Vec<String>,
    /// The index of the reported function that it is inside of.
    pub parent: Option<usize>,
    /// Whether it holds a syntax error, so that its numbers are a guess.
    pub has_syntax_error: bool,
}

/// The sorts of function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// Declared by name.
    Function,
    /// Declared in a class.
    Method,
    /// An expression: a lambda, an arrow function, a function bound to a name.
    Closure,
}

/// A mistake in the syntax, told as a person would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The place to mend.
    pub span: Span,
    /// What is wrong: "`(` opened on line 12 is never closed".
    pub message: String,
    /// Other places that explain it, such as the bracket that was opened.
    pub related: Vec<Related>,
    /// What would have been understood at the place, as it is written.
    pub expected: Vec<String>,
    /// A change of one token after which the code around it has no syntax error.
    pub fix: Option<Edit>,
}

/// A place that explains another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

impl SyntaxError {
    /// The same error after a replacement. One that the replacement touches keeps what is left of
    /// its place, without what explained it.
    pub(crate) fn carried(&self, splice: Splice) -> Self {
        let related = self.related.iter().filter_map(|related| {
            Some(Related {
                span: apart(related.span, splice)?,
                message: related.message.clone(),
            })
        });
        let fix = self.fix.as_ref().and_then(|fix| {
            Some(Edit {
                span: apart(fix.span, splice)?,
                replacement: fix.replacement.clone(),
            })
        });
        Self {
            span: apart(self.span, splice).unwrap_or_else(|| remains(self.span, splice)),
            message: self.message.clone(),
            related: related.collect(),
            expected: self.expected.clone(),
            fix,
        }
    }
}

/// Where a span is after a replacement that does not touch it.
fn apart(span: Span, splice: Splice) -> Option<Span> {
    if span.touches(splice.replaced) {
        None
    } else if span.start > splice.replaced.start {
        Some(span.shifted(splice.growth()))
    } else {
        Some(span)
    }
}

/// What is left of a span that a replacement touches, with what came into it.
fn remains(span: Span, splice: Splice) -> Span {
    let end = span.end.max(splice.replaced.end);
    Span::new(
        span.start.min(splice.replaced.start),
        end.saturating_add_signed(splice.growth()),
    )
}
