//! What holds for any text: sample sources after random edits, which leave most of them broken.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

mod samples;

use proptest::prelude::*;
use samples::sample;
use scholiast_analysis::{Analysis, Cancellation, Function, Thresholds, diagnostics};
use scholiast_grammars::{Trust, all, by_id};
use scholiast_text::{Edit, Edits, Span, Splice, Text};

/// Cuts a stretch out of the text and puts something else there.
#[derive(Clone, Debug)]
struct Cut {
    at: prop::sample::Index,
    length: usize,
    insert: &'static str,
}

fn cuts() -> impl Strategy<Value = Vec<Cut>> {
    let pieces = [
        "",
        "",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "\"",
        "'",
        "`",
        "'''",
        "\n",
        "\n    ",
        "\r\n",
        "\r",
        " ",
        "\t",
        "=",
        "é",
        "日",
        "\u{2028}",
        "\u{feff}",
        "\0",
        "\\",
        "if ",
        "else ",
        "def f(",
        "function ",
        "class ",
        "return ",
        "=> ",
        "/*",
        "//",
        "#",
        "${",
        "x",
        "1",
    ];
    let cut = (
        any::<prop::sample::Index>(),
        0usize..12,
        prop::sample::select(pieces.to_vec()),
    );
    let cut = cut.prop_map(|(at, length, insert)| Cut { at, length, insert });
    prop::collection::vec(cut, 1..6)
}

/// The text after a cut, made as an editor makes it: on the rope.
fn cut(text: &Text, cut: &Cut) -> (Text, Splice) {
    let whole = text.to_string();
    let boundaries: Vec<usize> = whole
        .char_indices()
        .map(|(at, _)| at)
        .chain([whole.len()])
        .collect();
    let start = cut.at.index(boundaries.len());
    let end = (start + cut.length).min(boundaries.len() - 1);
    let replaced = Span::new(boundaries[start], boundaries[end]);
    let edit = Edit::new(replaced, cut.insert);
    let inserted = cut.insert.len();
    (
        text.edited(&Edits::new(vec![edit]).unwrap()),
        Splice { replaced, inserted },
    )
}

/// The text after the cuts.
fn edited(source: &str, cuts: &[Cut]) -> Text {
    cuts.iter()
        .fold(Text::new(source), |text, next| cut(&text, next).0)
}

fn check_span(text: &str, span: Span, what: &str) -> Result<(), TestCaseError> {
    let is_sound = span.start <= span.end
        && text.is_char_boundary(span.start)
        && text.is_char_boundary(span.end);
    prop_assert!(is_sound, "{what} at {span} of {}", text.len());
    Ok(())
}

fn check_function(text: &str, function: &Function) -> Result<(), TestCaseError> {
    check_span(text, function.span, "a function")?;
    check_span(text, function.name_span, "a name")?;
    check_span(text, function.body_span, "a body")?;
    prop_assert!(
        function.span.contains_span(function.name_span),
        "{function:?}"
    );
    prop_assert!(
        function.span.contains_span(function.body_span),
        "{function:?}"
    );
    let increments = &function.cognitive.increments;
    let sum: u32 = increments.iter().map(|increment| increment.amount).sum();
    prop_assert_eq!(function.cognitive.total, sum);
    prop_assert!(increments.is_sorted_by_key(|increment| increment.span.start));
    for increment in increments {
        check_span(text, increment.span, "an increment")?;
        prop_assert!(function.span.contains_span(increment.span), "{increment:?}");
        prop_assert!(increment.nesting < increment.amount, "{increment:?}");
    }
    Ok(())
}

fn check(language: &str, text: &Text) -> Result<(), TestCaseError> {
    let language = by_id(language).unwrap();
    let analysis = Analysis::of(language, text.clone(), &Cancellation::new()).unwrap();
    let whole = text.to_string();
    let report = analysis.report();
    for (index, function) in report.functions.iter().enumerate() {
        check_function(&whole, function)?;
        if let Some(parent) = function.parent {
            prop_assert!(parent < index);
            prop_assert!(report.functions[parent].span.contains_span(function.span));
        }
    }
    for error in &report.syntax_errors {
        check_span(&whole, error.span, "a syntax error")?;
        prop_assert!(!error.message.is_empty());
        if let Some(fix) = &error.fix {
            check_span(&whole, fix.span, "a fix")?;
        }
    }
    for diagnostic in diagnostics(&analysis, &Thresholds { cognitive: 3 }) {
        check_span(&whole, diagnostic.span, "a diagnostic")?;
        for related in &diagnostic.related {
            check_span(&whole, related.span, "a related place")?;
        }
    }
    let is_believed = language.trust() == Trust::Tree;
    if is_believed && analysis.tree().root_node().has_error() {
        prop_assert!(
            !report.syntax_errors.is_empty(),
            "an error that nobody is told of in:\n{whole}"
        );
    }
    let again = Analysis::of(language, Text::new(&whole), &Cancellation::new()).unwrap();
    prop_assert_eq!(report, again.report());
    prop_assert_eq!(analysis.exported(), again.exported());
    Ok(())
}

/// After each edit, an analysis that follows it says what one of the same tree from scratch says.
fn check_following(language: &str, source: &str, cuts: &[Cut]) -> Result<(), TestCaseError> {
    let language = by_id(language).unwrap();
    let cancellation = Cancellation::new();
    let mut analysis = Analysis::of(language, Text::new(source), &cancellation).unwrap();
    for next in cuts {
        let (text, splice) = cut(analysis.text(), next);
        let mut after = analysis.edited(splice, text, &cancellation).unwrap();
        after.explain_syntax(&cancellation).unwrap();
        let fresh = after.reread(&cancellation).unwrap();
        check_same(&after, &fresh)?;
        analysis = after;
    }
    Ok(())
}

fn check_same(followed: &Analysis, fresh: &Analysis) -> Result<(), TestCaseError> {
    let whole = fresh.text().to_string();
    prop_assert_eq!(followed.report(), fresh.report(), "of:\n{}", whole);
    prop_assert_eq!(followed.exported(), fresh.exported(), "of:\n{}", whole);
    for cognitive in [0, 1, 3, 9] {
        let thresholds = Thresholds { cognitive };
        prop_assert_eq!(
            diagnostics(followed, &thresholds),
            diagnostics(fresh, &thresholds),
            "of:\n{}",
            whole
        );
    }
    Ok(())
}

/// Long enough that parts of it are kept from one edit to the next.
fn repeated(source: &str) -> String {
    source.repeat(4)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_edit_is_analysed_soundly(cuts in cuts()) {
        for language in all() {
            check(language.id(), &edited(sample(language.id()).unwrap(), &cuts))?;
        }
    }

    #[test]
    fn an_analysis_that_follows_edits_is_that_of_the_same_tree(cuts in cuts()) {
        for language in all() {
            check_following(language.id(), &repeated(sample(language.id()).unwrap()), &cuts)?;
        }
    }
}
