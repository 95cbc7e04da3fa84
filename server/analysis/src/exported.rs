//! What a file offers to others, so that an edit can be checked for keeping it.

use std::borrow::Cow;
use std::collections::HashSet;

use scholiast_text::Span;

use crate::outline::Outline;

/// A name that other files may use: declared at the top of the file or in a class that is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exported {
    /// The qualified name: `Class.method`.
    pub name: String,
    /// The declaration up to its body, free of layout; for a plain value, its name.
    pub signature: String,
}

/// The names a file offers, in the order of the source. All that is declared outside functions
/// counts, whether it is marked as exported or not.
pub(crate) fn exported(outline: &Outline) -> Vec<Exported> {
    let functions = outline
        .units
        .iter()
        .filter(|facts| facts.unit.has_name)
        .map(|facts| (&facts.unit, facts.scope))
        .map(|(unit, scope)| (unit.span, scope, unit.full_name(), &unit.signature));
    let classes = outline
        .classes
        .iter()
        .map(|facts| (&facts.class, facts.scope))
        .map(|(class, scope)| (class.span, scope, Cow::from(&class.name), &class.signature));
    // Last, so that a function or class bound to a name is known by its signature.
    let values = outline
        .values
        .iter()
        .map(|facts| (&facts.value, facts.scope))
        .map(|(value, scope)| (value.span, scope, Cow::from(&value.name), &value.name));
    let mut known = HashSet::new();
    let mut found: Vec<(Span, Exported)> = functions
        .chain(classes)
        .map(|declaration| (true, declaration))
        .chain(values.map(|value| (false, value)))
        .filter(|(_, (_, scope, ..))| outline.is_outside_functions(*scope))
        .filter(|(is_declaration, (_, scope, name, _))| {
            known.insert((*scope, name.clone())) || *is_declaration
        })
        .map(|(_, (span, scope, name, signature))| {
            let name = outline.qualified_name(scope, &name);
            (
                span,
                Exported {
                    name,
                    signature: signature.clone(),
                },
            )
        })
        .collect();
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, exported)| exported).collect()
}
