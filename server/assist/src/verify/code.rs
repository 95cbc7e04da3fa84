//! The code without comments and layout, where an intent demands that it stays.

use scholiast_analysis::code_fingerprint;

use super::comparison::Comparison;
use crate::intent::Code;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>, demand: Code) -> Option<Check> {
    match demand {
        Code::Free => None,
        Code::Identical => Some(compared(comparison)),
    }
}

fn compared(comparison: &Comparison<'_>) -> Check {
    if code_fingerprint(comparison.before) == code_fingerprint(comparison.after) {
        Check::passed(Subject::Code, "code identical")
    } else {
        Check::failed(
            Subject::Code,
            "the code changed, where only comments and documentation may",
        )
    }
}
