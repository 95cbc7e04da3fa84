//! Half of a surrogate pair in a JSON string, `"\ud83d"`: an editor whose text is UTF-16 sends one
//! when an edit cuts an emoji in two. No `str` can hold it, but the edit must not be lost.

/// The replacement character. It is one UTF-16 unit, as the half was, so positions stay right.
const REPLACEMENT: &[u8] = br"\ufffd";

/// The same JSON with every half replaced; `None` if it holds none.
///
/// ```text
/// "a\ud83db"  ⇒  "a\ufffdb"
/// ```
pub(super) fn mended(json: &[u8]) -> Option<Vec<u8>> {
    let halves = halves(json);
    if halves.is_empty() {
        return None;
    }
    let mut mended = json.to_vec();
    for start in halves {
        mended[start..start + REPLACEMENT.len()].copy_from_slice(REPLACEMENT);
    }
    Some(mended)
}

/// Where escapes of halves begin.
fn halves(json: &[u8]) -> Vec<usize> {
    let mut halves = Vec::new();
    let mut from = 0;
    while let Some(found) = json.iter().skip(from).position(|&b| b == b'\\') {
        let start = from + found;
        let next = start + REPLACEMENT.len();
        from = match (unit_at(json, start), unit_at(json, next)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => next + REPLACEMENT.len(),
            (Some(0xD800..=0xDFFF), _) => {
                halves.push(start);
                next
            }
            (Some(_), _) => next,
            (None, _) => start + br"\n".len(),
        };
    }
    halves
}

/// The UTF-16 unit that the escape `\ud83d` at this place stands for.
fn unit_at(json: &[u8], start: usize) -> Option<u16> {
    let escape = json.get(start..start + REPLACEMENT.len())?;
    let digits = std::str::from_utf8(escape.strip_prefix(br"\u")?).ok()?;
    let is_hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_hexadecimal.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_replaced_and_everything_else_is_kept() {
        let cases = [
            (r#""\ud83d""#, Some(r#""\ufffd""#)),
            (r#""\uDE00 alone""#, Some(r#""\ufffd alone""#)),
            (r#""\ud83d\ud83d\ude00""#, Some(r#""\ufffd\ud83d\ude00""#)),
            (r#""\ud83d\n""#, Some(r#""\ufffd\n""#)),
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud83d""#, None),
            (r#""\\\ud83d""#, Some(r#""\\\ufffd""#)),
            (r#""plain \u00e9 text""#, None),
            (r#""\ud8"#, None),
            (r#""\u+d83""#, None),
        ];
        for (json, expected) in cases {
            let mended = mended(json.as_bytes());
            assert_eq!(mended.as_deref(), expected.map(str::as_bytes), "{json}");
        }
    }
}
