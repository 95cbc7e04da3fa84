//! What a node kind means to the analysis, with the fields it is read through.
//!
//! One [`Construct`] stands behind every symbol id of a grammar; most are [`Construct::Plain`].

use std::num::NonZeroU16;

/// A node kind's number in its grammar, as `Node::kind_id` gives it.
pub type Symbol = u16;

/// A field's number in its grammar, as `TreeCursor::field_id` gives it.
pub type Field = NonZeroU16;

/// All that is known of a node kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeKind {
    /// What it means.
    pub construct: Construct,
    /// Where it may stand, if it may not stand everywhere.
    pub place: Option<Place>,
    /// Whether the dialect's `check` wants to see it.
    pub is_checked: bool,
    /// Whether it is a name, and so must be no reserved word.
    pub is_identifier: bool,
    /// Whether names right inside it may be reserved words all the same.
    pub takes_any_word: bool,
}

impl NodeKind {
    /// A kind of which there is nothing to say.
    pub const PLAIN: Self = Self {
        construct: Construct::Plain,
        place: None,
        is_checked: false,
        is_identifier: false,
        takes_any_word: false,
    };
}

/// The meaning of a node kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Construct {
    /// Nothing that the analysis looks at, except for what is inside.
    Plain,
    /// Code that runs when it is called: functions, methods, lambdas.
    Function(Function),
    /// A container of methods.
    Class(Class),
    /// A node around a declaration that belongs to it: decorators, `export`, `const …;`.
    Wrapper(Wrapper),
    /// Gives a name to a value, and so to a nameless function: `const f = () => 1`.
    Binding(Binding),
    /// A break in the linear flow that cognitive complexity counts.
    Structure(Structure),
    /// A binary expression that may join its operands by a logical operator.
    Logical(Logical),
    /// A jump that may name a label.
    Jump(Jump),
    /// A jump whose label, if it names one, has no field.
    PlainJump(PlainJump),
    /// A call, by whatever name.
    Call(Call),
    /// A name reached through another value: `self.total`.
    Member(Member),
    /// A plain name.
    Name,
    /// Stands around a name without being part of it: `*name`, `Name<T>`.
    Shell(Shell),
    /// Parentheses that only group.
    Parenthesis,
    /// A decorator or annotation of the declaration that follows it.
    Decorator,
    /// Stands in a parameter list without being a parameter: Python's `*` and `/`.
    Separator,
    /// A list of statements: what one syntax error is confined to.
    Block,
    /// A comment.
    Comment,
    /// Text that is one token to a reader, whatever the grammar makes of it: strings.
    Literal,
}

/// The fields of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Where its name stands, if it can have one of its own.
    pub name: Option<Field>,
    /// The parameter list, or a single bare parameter.
    pub parameters: Vec<Field>,
    /// Its body.
    pub body: Field,
    /// What it is a method of, where it stands outside of that: Go's receiver.
    pub owner: Option<Field>,
    /// What to call it when neither it nor a binding names it: `<lambda>`.
    pub nameless: &'static str,
}

/// The fields of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Where its name stands.
    pub name: Field,
    /// Its body.
    pub body: Field,
}

/// Which child a wrapper wraps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// The child in one of these fields.
    Fields(Vec<Field>),
    /// Its named child, when it has exactly one: `const f = …;`, but not `const f = …, g = …;`.
    OnlyChild,
}

/// The fields of a binding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where the name stands. Only a plain name or a member counts as one.
    pub name: Field,
    /// The value that is named.
    pub value: Field,
}

/// A structure that breaks the linear flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// Which break it is.
    pub flow: Flow,
    /// The tokens that stand for it when it is shown; the first one found in the node counts.
    pub keywords: Vec<Symbol>,
    /// Which of its children are nested in it.
    pub nests: Nests,
    /// Its `else`, where that has no node of its own.
    pub alternative: Option<Alternative>,
}

/// An `else` that stands right in the structure that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The token `else`.
    pub keyword: Symbol,
    /// What is done instead: a block, or the next `if` of an `else if`.
    pub field: Field,
}

/// The breaks in linear flow that cognitive complexity distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// `if`, `unless`.
    If,
    /// An `elif` that is one node; an `else` followed by an `if` is found by itself.
    ElseIf,
    /// `else`, of whatever statement.
    Else,
    /// `for`, `while`, `do`, `loop`.
    Loop,
    /// `catch`, `except`, `rescue`.
    Catch,
    /// `switch`, `match`, `select`.
    Switch,
    /// `a ? b : c`, `b if a else c`.
    Ternary,
}

/// Which children of a structure are nested in it, one level deeper than the structure itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nests {
    /// All named children.
    All,
    /// The children in these fields: the bodies, not the condition.
    Fields(Vec<Field>),
    /// The children of these kinds: bodies that have no field.
    Kinds(Vec<Symbol>),
    /// All named children but the one after this token: a condition that has no field of its own.
    AllButAfter(Symbol),
}

/// A binary expression and those of its operators that are logical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logical {
    /// The field of the operator, unless the node holds nothing but a chain of logical ones.
    pub operator: Option<Field>,
    /// The operators that count.
    pub operators: Vec<Symbol>,
}

/// A jump statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The field of the label. A jump without label is not counted.
    pub label: Field,
}

/// A jump statement with a label that is told by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainJump {
    /// The kinds of node that are a label, all by the same name.
    pub labels: Vec<Symbol>,
}

/// A call expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The field of what is called.
    pub callee: Field,
    /// The field of what it is called on, where that is no part of the callee.
    pub object: Option<Field>,
}

/// A member access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The field of the value.
    pub object: Field,
    /// The field of the member's name.
    pub name: Field,
}

/// Where in a shell the name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shell {
    /// The field it is in; its only named child if there is none.
    pub holds: Option<Field>,
    /// The field of the parameters, if it is what makes the name a function: `name(int)`.
    pub parameters: Option<Field>,
}

/// A statement that only has a meaning inside certain others: `return` in a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The word to show: `return`.
    pub keyword: &'static str,
    /// Where it may stand; any one of these suffices.
    pub homes: Vec<Home>,
}

/// A surrounding that some statements need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Home {
    /// The body of a function.
    Function,
    /// The body of a loop of the same function.
    Loop,
    /// The body of a switch of the same function.
    Switch,
}
