//! Model tasks: context, prompt, answer, verified edit; and the facts that need no model.
//!
//! | task | file | without a model |
//! |---|---|---|
//! | what is measured of a function | `facts` | all of it |
//! | explain a function | `explain` | the facts |
//! | improve a function | `improve` | – |
//!
//! Each step on the way of an improvement is a file: `prompt` words the request, [`disclosure`] and
//! [`redaction`] decide what leaves, [`answer`] reads what came back, [`placement`] fits it into the
//! file, [`verify`](mod@verify) compares the file before and after, [`receipt`] says what was checked.
//!
//! A model's words become an edit only through [`verify`](mod@verify), and a page only through
//! [`untrusted`].

pub mod answer;
pub mod disclosure;
pub mod explain;
pub mod facts;
pub mod improve;
pub mod intent;
pub mod markdown;
pub mod page;
pub mod placement;
pub mod printable;
mod prompt;
pub mod receipt;
pub mod redaction;
pub mod task;
mod template;
pub mod untrusted;
pub mod verify;

pub use disclosure::{NotDisclosed, Sharing};
pub use explain::{Explanation, Words, explain};
pub use facts::FunctionFacts;
pub use improve::{ImproveError, Improvement, Rejection, improve};
pub use intent::Intent;
pub use page::Page;
pub use receipt::Receipt;
pub use task::{AskError, Event, NoFunction, Task};

#[cfg(test)]
mod testing;
