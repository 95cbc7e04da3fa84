//! What a client asks about a document: one file a request.
//!
//! Each answer takes its snapshot before its first await, waits for the
//! analysis of exactly that text, and is `ContentModified` when the text moved
//! on meanwhile: clients then ask again.

pub(crate) mod code_action;
pub(crate) mod code_lens;
pub(crate) mod diagnostic;
pub(crate) mod document_symbol;
pub(crate) mod folding_range;
pub(crate) mod hover;
pub(crate) mod inlay_hint;
pub(crate) mod selection_range;
pub(crate) mod text_document_content;
pub(crate) mod workspace_diagnostic;
