//! Text as editors hold it: ropes, position encodings, edit logs and minimal diffs.
