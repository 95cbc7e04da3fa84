use proptest::prelude::*;
use scholiast_analysis::Analysis;
use scholiast_text::Span;

use super::{place, shown};
use crate::testing::{analysis, task};

/// Replaces the function at `$0` by an answer, and gives the whole file afterwards.
fn placed(language: &str, file: &str, answer: &str) -> String {
    let task = task(language, file);
    let span = task.function().unwrap().span;
    let placed = place(&task.analysis, span, &analysis(language, answer));
    task.analysis.text().edited(&placed.edits).to_string()
}

#[test]
fn a_model_is_shown_the_code_with_its_margin_and_plain_line_ends() {
    let task = task(
        "python",
        "class A:\r\n    def $0f(self):\r\n        return 1\r\n",
    );
    assert_eq!(
        shown(&task.analysis, task.function().unwrap().span),
        "    def f(self):\n        return 1"
    );
}

#[test]
fn an_answer_without_the_margin_gets_it() {
    assert_eq!(
        placed(
            "python",
            "class A:\n    def $0f(self):\n        return 1\n\n    x = 2\n",
            "def f(self):\n    if self:\n\n        return 2"
        ),
        "class A:\n    def f(self):\n        if self:\n\n            return 2\n\n    x = 2\n"
    );
}

#[test]
fn an_answer_with_the_margin_is_left_as_it_is() {
    assert_eq!(
        placed(
            "python",
            "class A:\n    def $0f(self):\n        return 1\n",
            "    def f(self):\n        return 2"
        ),
        "class A:\n    def f(self):\n        return 2\n"
    );
}

#[test]
fn spaces_become_tabs_in_a_file_with_tabs() {
    assert_eq!(
        placed(
            "typescript",
            "class A {\n\t$0f() {\n\t\tif (1) {\n\t\t\treturn 1;\n\t\t}\n\t}\n}\n",
            "f() {\n  /**\n   * Two.\n   */\n  return g(\n    2,\n  );\n}"
        ),
        "class A {\n\tf() {\n\t\t/**\n\t\t * Two.\n\t\t */\n\t\treturn g(\n\t\t\t2,\n\t\t);\n\t}\n}\n"
    );
}

#[test]
fn tabs_become_spaces_and_wide_steps_narrow_ones() {
    let file = "function $0f() {\n  if (1) {\n    return 1;\n  }\n}\n";
    let expected = "function f() {\n  while (1) {\n    return 2;\n  }\n}\n";
    for answer in [
        "function f() {\n\twhile (1) {\n\t\treturn 2;\n\t}\n}",
        "function f() {\n    while (1) {\n        return 2;\n    }\n}",
    ] {
        assert_eq!(placed("typescript", file, answer), expected);
    }
}

#[test]
fn the_line_ends_of_the_file_are_kept() {
    assert_eq!(
        placed(
            "python",
            "x = 1\r\ndef $0f():\r\n    return 1\r\n",
            "def f():\n    y = 2\n    return y"
        ),
        "x = 1\r\ndef f():\r\n    y = 2\r\n    return y\r\n"
    );
}

#[test]
fn code_in_front_of_a_function_on_its_line_stays() {
    assert_eq!(
        placed(
            "typescript",
            "  register($0(x: number) => {\n    return x;\n  });\n",
            "  (x: number) => {\n    return x + 1;\n  }"
        ),
        "  register((x: number) => {\n    return x + 1;\n  });\n"
    );
}

#[test]
fn the_text_of_strings_is_not_moved() {
    let file = "\
class A:
    def $0f(self):
        \"\"\"Doc.

        More.
        \"\"\"
        text = '''
outside
            deep
'''
        return text + 'x'
";
    let expected = file.replace("$0", "").replace(" + 'x'", "");
    let dedented = "\
def f(self):
    \"\"\"Doc.

    More.
    \"\"\"
    text = '''
outside
            deep
'''
    return text";
    assert_eq!(placed("python", file, dedented), expected);
}

#[test]
fn a_small_change_is_a_small_edit() {
    let task = task("python", "def $0f():\n    a = 1\n    b = 2\n    return a\n");
    let span = task.function().unwrap().span;
    let answer = analysis("python", "def f():\n    a = 1\n    b = 2\n    return b");
    let edits: Vec<String> = place(&task.analysis, span, &answer)
        .edits
        .iter()
        .map(|edit| format!("{} {:?}", edit.span, edit.replacement))
        .collect();
    assert_eq!(edits, ["40..41 \"b\""]);
}

/// A method with an indented body, deep in classes, in a style of its own.
fn method(step: &str, line_end: &str, depth: usize, levels: &[usize]) -> String {
    let mut lines: Vec<String> = (0..depth)
        .map(|level| format!("{}class C{level}:", step.repeat(level)))
        .collect();
    lines.push(format!("{}def f(self):", step.repeat(depth)));
    for &level in levels {
        lines.push(format!("{}if self:", step.repeat(depth + 1 + level)));
        lines.push(format!("{}self.x()", step.repeat(depth + 2 + level)));
    }
    lines.push(format!("{}return 1", step.repeat(depth + 1)));
    lines.join(line_end) + line_end
}

fn only_function(file: &Analysis) -> Span {
    file.report().functions.last().expect("a function").span
}

proptest! {
    /// The pieces are of any sort, the span is anywhere: nothing outside of it may ever change.
    #[test]
    fn no_edit_leaves_the_span(
        pieces in prop::collection::vec(piece(), 0..40),
        answer in prop::collection::vec(piece(), 1..20),
        cuts in (0.0..1.0, 0.0..1.0),
    ) {
        let text = pieces.concat();
        let (one, other) = (boundary(&text, cuts.0), boundary(&text, cuts.1));
        let span = Span::new(one, other);
        let file = analysis("python", &text);
        let placed = place(&file, span, &analysis("python", &answer.concat()));
        for edit in &placed.edits {
            prop_assert!(span.contains_span(edit.span), "{} in {span}", edit.span);
        }
        let after = file.text().edited(&placed.edits).to_string();
        let expected = format!("{}{}{}", &text[..span.start], placed.text, &text[span.end..]);
        prop_assert_eq!(after, expected);
    }

    /// An answer that says the same in another style changes nothing.
    #[test]
    fn the_style_of_an_answer_is_exchanged_for_that_of_the_file(
        file_step in step(),
        answer_step in step(),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        depth in 0_usize..3,
        answer_depth in 0_usize..3,
        levels in prop::collection::vec(0_usize..1, 0..5),
    ) {
        let file = analysis("python", &method(file_step, line_end, depth, &levels));
        let answer = method(answer_step, "\n", answer_depth, &levels);
        let code: Vec<&str> = answer.lines().skip(answer_depth).collect();
        let placed = place(&file, only_function(&file), &analysis("python", &code.join("\n")));
        prop_assert!(placed.edits.is_empty(), "{:?}", placed);
    }
}

fn step() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["\t", "  ", "    ", "        "])
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "def f(a):",
        "if a:",
        "return 1",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\"\"\"",
        "'",
        "é",
        "日",
        "👍",
        "# x",
        "class A:",
        "pass",
        "(",
        ")",
        " ",
        "\u{2028}",
    ])
}

/// A place between two characters, at this share of the text.
fn boundary(text: &str, share: f64) -> usize {
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    places[((places.len() - 1) as f64 * share) as usize]
}
