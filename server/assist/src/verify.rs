//! Whether an edit of a function may reach a person: the file before and after, compared.
//!
//! A pure function of two analyses. Which checks an intent demands is said in
//! [`Intent::demands`]; how each is made is one file here.

use scholiast_analysis::{Analysis, Function};

use crate::intent::Intent;
use crate::receipt::Receipt;

mod code;
mod comparison;
mod complexity;
mod findings;
mod names;
mod signature;
mod surroundings;
mod syntax;
#[cfg(test)]
mod tests;
mod tokens;

use comparison::Comparison;

/// Compares the file before an edit with the file after it.
///
/// `target` is the function of `before` that the edit replaced. Where the result does not parse,
/// nothing else can be measured, and the receipt ends with that.
pub fn verify(before: &Analysis, after: &Analysis, target: &Function, intent: Intent) -> Receipt {
    let comparison = Comparison::new(before, after, target);
    let demands = intent.demands();
    let mut checks = vec![syntax::check(&comparison)];
    if checks.iter().all(|check| check.holds()) {
        checks.push(surroundings::check(&comparison));
        checks.push(signature::check(&comparison));
        checks.push(names::check(&comparison));
        checks.extend(findings::check(&comparison, demands.findings));
        checks.push(complexity::check(&comparison, demands.complexity));
        checks.extend(code::check(&comparison, demands.code));
    }
    Receipt {
        intent,
        checks,
        author: None,
    }
}
