//! Prompt templates: files of prose with `{{name}}` where a value goes.

/// The template with its names exchanged for values, in one pass: a value is never read as a
/// template. A name without a value stays as it is.
pub(crate) fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut result = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        result.push_str(before);
        let named = after.split_once("}}").and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        match named {
            Some((value, after)) => {
                result.push_str(value);
                rest = after;
            }
            None => {
                result.push_str("{{");
                rest = after;
            }
        }
    }
    result + rest
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn names_give_way_to_values() {
        assert_eq!(
            filled("{{a}} and {{b}}, {{a}}", &[("a", "1"), ("b", "2")]),
            "1 and 2, 1"
        );
    }

    #[test]
    fn a_value_is_never_read_as_a_template() {
        assert_eq!(
            filled("{{code}}|{{b}}", &[("code", "{{b}}"), ("b", "2")]),
            "{{b}}|2"
        );
    }

    #[test]
    fn what_is_no_known_name_stays() {
        assert_eq!(filled("{{ {{x}} {{a", &[("a", "1")]), "{{ {{x}} {{a");
    }
}
