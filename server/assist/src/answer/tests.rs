use super::{Answer, AnswerError, parse, without_thinking};

fn replacement(code: &str) -> Result<Answer, AnswerError> {
    Ok(Answer::Replacement(code.to_owned()))
}

#[test]
fn answers_in_every_shape_models_use() {
    let table: &[(&str, &str, Result<Answer, AnswerError>)] = &[
        ("a bare block", "```\nx = 1\n```", replacement("x = 1")),
        (
            "an info string",
            "```python title=\"a.py\"\nx = 1\n```\n",
            replacement("x = 1"),
        ),
        ("tildes", "~~~ts\nx\n~~~", replacement("x")),
        (
            "text before and after",
            "Here it is:\n\n```py\nx\n```\nI used a guard.",
            replacement("x"),
        ),
        (
            "several lines, with blank ones inside",
            "```\na\n\n  b\n```",
            replacement("a\n\n  b"),
        ),
        (
            "blank lines around the code",
            "```\n\n  a\n \n\n```",
            replacement("  a"),
        ),
        (
            "a longer fence around a shorter one",
            "````md\n```\nx\n```\n````",
            replacement("```\nx\n```"),
        ),
        (
            "tildes around backticks",
            "~~~\n```\nx\n```\n~~~",
            replacement("```\nx\n```"),
        ),
        (
            "a doc comment's fences, deeper than the block's own",
            "```python\ndef f():\n    \"\"\"\n    ```\n    f()\n    ```\n    \"\"\"\n```",
            replacement("def f():\n    \"\"\"\n    ```\n    f()\n    ```\n    \"\"\""),
        ),
        (
            "a doc comment's fences behind a comment marker",
            "```ts\n/**\n * ```\n * f()\n * ```\n */\n```",
            replacement("/**\n * ```\n * f()\n * ```\n */"),
        ),
        (
            "an inner fence with an info string, as deep as the block's own",
            "```py\n\"\"\"\n```text\nx\n```\n\"\"\"\n```",
            replacement("\"\"\"\n```text\nx\n```\n\"\"\""),
        ),
        (
            "a block in a list loses the list's margin",
            "1. Do this:\n\n   ```py\n   if a:\n       b\n   ```",
            replacement("if a:\n    b"),
        ),
        (
            "carriage returns",
            "```py\r\na\r\nb\r\n```\r\n",
            replacement("a\nb"),
        ),
        (
            "inline code is no fence",
            "```not a fence``` but\n```\nx\n```",
            replacement("x"),
        ),
        (
            "a closing fence longer than the opening one",
            "```\nx\n`````",
            replacement("x"),
        ),
        ("no block", "x = 1", Err(AnswerError::NoBlock)),
        ("nothing at all", "", Err(AnswerError::NoBlock)),
        ("an empty block", "```\n\n```", Err(AnswerError::Empty)),
        (
            "a fence never closed",
            "```py\nx = 1",
            Err(AnswerError::Unterminated),
        ),
        (
            "a fence closed with too few backticks",
            "````py\nx = 1\n```",
            Err(AnswerError::Unterminated),
        ),
        (
            "two blocks",
            "```\na\n```\nor\n```\nb\n```",
            Err(AnswerError::SeveralBlocks),
        ),
        (
            "a second block that stays open",
            "```\na\n```\nor\n```\nb",
            Err(AnswerError::SeveralBlocks),
        ),
        (
            "bare inner fences as deep as the block's own: a guess, so refused",
            "```py\n\"\"\"\n```\nx\n```\n\"\"\"\n```",
            Err(AnswerError::SeveralBlocks),
        ),
    ];
    for (shape, answer, expected) in table {
        assert_eq!(&parse(answer), expected, "{shape}");
    }
}

#[test]
fn a_refusal_line_is_recognised_and_wins_over_a_block() {
    let refusal = Ok(Answer::Refusal("it is simple already".to_owned()));
    assert_eq!(parse("CANNOT: it is simple already\n"), refusal);
    assert_eq!(
        parse("CANNOT: it is simple already\n\n```\nx\n```\n"),
        refusal
    );
    assert_eq!(parse("Sorry.\n\n  CANNOT: it is simple already"), refusal);
}

#[test]
fn a_refusal_word_inside_the_code_is_code() {
    assert_eq!(
        parse("```\nCANNOT: not a refusal\n```"),
        replacement("CANNOT: not a refusal")
    );
}

#[test]
fn thinking_in_front_of_an_answer_is_left_out() {
    let answer = "<think>\nMaybe:\n```\na\n```\n</think>\n```\nb\n```";
    assert_eq!(parse(without_thinking(answer)), replacement("b"));
    assert_eq!(without_thinking("<think>for ever"), "");
    assert_eq!(without_thinking("Use `<think>`."), "Use `<think>`.");
}
