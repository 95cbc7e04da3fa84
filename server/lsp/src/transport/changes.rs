//! Edits as the editor writes them, before the framework reads them.
//!
//! The framework takes a change whose range it cannot read for one without a range: for a new text of
//! the whole document. A position of -1 would replace the document by what was typed.

use serde_json::Value;

use super::message::Call;

/// Whether this is no edit, or one whose every range can be read.
pub(super) fn are_readable(call: &Call) -> bool {
    if call.method != "textDocument/didChange" {
        return true;
    }
    let changes = call
        .params
        .as_ref()
        .and_then(|params| params.get("contentChanges"));
    let changes = changes.and_then(Value::as_array);
    changes.is_some_and(|changes| changes.iter().all(is_readable))
}

fn is_readable(change: &Value) -> bool {
    let Some(range) = change.get("range").filter(|range| !range.is_null()) else {
        return true;
    };
    let is_position = |end: &str| {
        range
            .get(end)
            .is_some_and(|end| is_count(end.get("line")) && is_count(end.get("character")))
    };
    let length = change.get("rangeLength");
    let is_length = length.is_none_or(|length| length.is_null() || is_count(Some(length)));
    is_position("start") && is_position("end") && is_length
}

/// Whether this is a number as LSP counts with: an unsigned integer of 31 bits, or a little more.
fn is_count(value: Option<&Value>) -> bool {
    value
        .and_then(Value::as_u64)
        .is_some_and(|count| u32::try_from(count).is_ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn is_readable_change(change: Value) -> bool {
        are_readable(&Call {
            method: "textDocument/didChange".into(),
            params: Some(json!({ "contentChanges": [{ "text": "whole" }, change] })),
        })
    }

    #[test]
    fn a_range_is_there_and_right_or_not_there_at_all() {
        let range = |start: Value, end: Value| {
            json!({ "text": "x", "range": {
                "start": { "line": 0, "character": start },
                "end": { "line": 0, "character": end },
            }})
        };
        assert!(is_readable_change(json!({ "text": "x" })));
        assert!(is_readable_change(json!({ "text": "x", "range": null })));
        assert!(is_readable_change(range(json!(0), json!(u32::MAX))));
        assert!(!is_readable_change(range(json!(-1), json!(0))));
        assert!(!is_readable_change(range(json!(0), json!(1.5))));
        assert!(!is_readable_change(range(
            json!(0),
            json!(u64::from(u32::MAX) + 1)
        )));
        assert!(!is_readable_change(range(json!(0), json!(null))));
        assert!(!is_readable_change(json!({ "text": "x", "range": {} })));

        let mut change = range(json!(0), json!(0));
        change["rangeLength"] = json!(-1);
        assert!(!is_readable_change(change));
    }

    #[test]
    fn a_change_without_changes_is_no_edit_to_go_by() {
        let call = |method: &str| Call {
            method: method.into(),
            params: None,
        };
        assert!(!are_readable(&call("textDocument/didChange")));
        assert!(are_readable(&call("textDocument/didSave")));
    }
}
