//! What the walk finds out, as plain values.

use std::borrow::Cow;

use scholiast_grammars::{Construct, Fault, Language};
use scholiast_text::{Span, Text};
use tree_sitter::Node;

use super::fragment::mixed;
use super::naming::plain_name;
use crate::reader::{hashed, word};
use crate::report::FunctionKind;

/// The longest name that is shown; computed names can be any expression.
pub(crate) const NAME_LIMIT: usize = 80;

/// What is said of a function itself, without what is in it.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) name: String,
    /// What it is a method of, where it stands outside of that.
    pub(crate) owner: Option<Owner>,
    /// Whether that name is its own or one that it is bound to.
    pub(crate) has_name: bool,
    pub(crate) kind: FunctionKind,
    pub(crate) span: Span,
    pub(crate) name_span: Span,
    pub(crate) signature: String,
    pub(crate) body_span: Span,
    pub(crate) parameters: u32,
    pub(crate) has_syntax_error: bool,
    /// The nesting level of its declaration within the unit around it.
    pub(crate) level: u32,
    /// Whether its statements only declare other functions, and so do not nest them.
    pub(crate) only_declares: bool,
}

/// The class of a method that does not stand in it.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    /// `Class`, `outer.Class`.
    pub(crate) name: String,
    /// The hash of the name that the method gives its own object.
    pub(crate) own_object: Option<u64>,
}

impl Unit {
    /// Its name with that of its owner.
    pub(crate) fn full_name(&self) -> Cow<'_, str> {
        match &self.owner {
            Some(owner) => Cow::Owned(format!("{}.{}", owner.name, self.name)),
            None => Cow::Borrowed(&self.name),
        }
    }

    /// Counts its places from so many bytes earlier.
    pub(crate) fn shifted(self, by: isize) -> Self {
        Self {
            span: self.span.shifted(by),
            name_span: self.name_span.shifted(by),
            body_span: self.body_span.shifted(by),
            ..self
        }
    }

    /// A number for its name and the calls in it.
    pub(crate) fn key(&self, calls: u64) -> u64 {
        let owner = self.owner.as_ref();
        let owner = owner.map_or(0, |owner| {
            mixed(hashed(&owner.name), owner.own_object.unwrap_or_default())
        });
        mixed(mixed(mixed(1, owner), hashed(&self.name)), calls)
    }
}

/// A class, or what else holds methods.
#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) signature: String,
}

impl Class {
    /// Counts its places from so many bytes earlier.
    pub(crate) fn shifted(self, by: isize) -> Self {
        Self {
            span: self.span.shifted(by),
            ..self
        }
    }

    /// A number for its name and the calls in it.
    pub(crate) fn key(&self, calls: u64) -> u64 {
        mixed(mixed(2, hashed(&self.name)), calls)
    }
}

/// A name bound to a value at the top of a file or a class.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) span: Span,
}

/// A call, as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallSite {
    /// The name that is called: the last one of `object.name`.
    pub(crate) name: Span,
    /// The hash of that name.
    pub(crate) name_hash: u64,
    /// All that stands before the arguments, or only the name if that is long.
    pub(crate) shown: Span,
    pub(crate) receiver: Receiver,
}

/// What a function is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receiver {
    /// Nothing: `name()`.
    None,
    /// Nothing, where a member of the caller's class may be meant as well.
    NoneOrOwn,
    /// The object that the caller is a method of: `self.name()`.
    Own,
    /// Another single word, by its hash: `shop.name()`.
    Word(u64),
    /// The result of an expression.
    Computed,
}

impl CallSite {
    /// The call of `callee`; `object` is what it is called on, if that is no part of it.
    pub(crate) fn of(
        callee: Node<'_>,
        object: Option<Node<'_>>,
        language: &Language,
        text: &Text,
    ) -> Option<Self> {
        let name = Span::from(plain_name(callee, language)?.byte_range());
        let start = object.unwrap_or(callee).start_byte();
        let whole = Span::new(start, callee.end_byte());
        let shown = if whole.len() <= NAME_LIMIT {
            whole
        } else {
            name
        };
        let receiver = match (object, language.construct(callee.kind_id())) {
            (Some(object), _) => Receiver::of(object, language, text),
            (None, Construct::Member(member)) => {
                match callee.child_by_field_id(member.object.get()) {
                    Some(object) => Receiver::of(object, language, text),
                    None => Receiver::None,
                }
            }
            (None, _) if language.has_bare_members() => Receiver::NoneOrOwn,
            (None, _) => Receiver::None,
        };
        Some(Self {
            name,
            name_hash: hashed(&word(text, name)),
            shown,
            receiver,
        })
    }

    /// Counts its places from so many bytes earlier.
    pub(crate) fn shifted(self, by: isize) -> Self {
        Self {
            name: self.name.shifted(by),
            shown: self.shown.shifted(by),
            ..self
        }
    }

    /// A number for what is called.
    pub(crate) fn key(&self) -> u64 {
        let receiver = match self.receiver {
            Receiver::None => 3,
            Receiver::Own => 4,
            Receiver::Word(hash) => hash,
            Receiver::Computed => 5,
            Receiver::NoneOrOwn => 6,
        };
        mixed(receiver, self.name_hash)
    }
}

impl Receiver {
    fn of(object: Node<'_>, language: &Language, text: &Text) -> Self {
        if object.child_count() > 0 {
            return Self::Computed;
        }
        let object = word(text, object.byte_range().into());
        if language.is_receiver(&object) {
            Self::Own
        } else {
            Self::Word(hashed(&object))
        }
    }
}

/// Something the grammar lets pass and the language does not.
#[derive(Clone, Debug)]
pub(crate) struct Mistake {
    pub(crate) span: Span,
    pub(crate) message: String,
}

impl Mistake {
    pub(crate) fn misplaced(node: Node<'_>, message: String) -> Self {
        let keyword = node.child(0).unwrap_or(node);
        Self {
            span: keyword.byte_range().into(),
            message,
        }
    }

    pub(crate) fn reserved(node: Node<'_>, word: &str) -> Self {
        let message = format!("unexpected `{word}`: it is a keyword, and no name");
        Self {
            span: node.byte_range().into(),
            message,
        }
    }

    pub(crate) fn of_dialect(fault: Fault) -> Self {
        let Fault { span, message } = fault;
        Self { span, message }
    }
}
