use expect_test::expect;
use scholiast_llm::ModelError;

use super::{Explanation, Words, explain, grounding};
use crate::disclosure::Sharing;
use crate::task::Task;
use crate::testing::{ScriptedModel, analysis, task};

const SOURCE: &str = "\
def fee(order):
    return order.sum


def $0settle(order):
    if order.paid:
        return fee(order)
    return None
";

async fn explained(task: &Task, model: &ScriptedModel) -> Explanation {
    explain(task, Some(model), &mut |_| {}).await.unwrap()
}

#[tokio::test]
async fn facts_come_first_then_the_models_words_by_name() {
    let model = ScriptedModel::new(&["It *charges* `order.paid` by `fee()`.\n\n- calls `audit`"]);
    let explanation = explained(&task("python", SOURCE), &model).await;
    expect![[r#"
        ### `settle`

        ```python
        def settle(order)
        ```

        A Python function on lines 5 to 8: 4 lines of code, 1 parameter.

        Its cognitive complexity is 1, within the threshold of 15; its control structures are nested 1 deep. What adds to it:

        - line 6: +1 for this `if`: `if order.paid:`

        It calls `fee`.

        In the words of the model `scripted`, which nobody checked:

        It *charges* `order.paid` by `fee()`.

        - calls `audit` (not in this file)
    "#]].assert_eq(&explanation.page.to_markdown());
    let Words::Spoken {
        unknown_names,
        usage,
        ..
    } = explanation.words
    else {
        panic!("{:?}", explanation.words);
    };
    assert_eq!(unknown_names, ["audit"]);
    assert_eq!(usage.unwrap().output_tokens, 10);
}

#[tokio::test]
async fn without_a_model_there_are_the_facts() {
    let task = task("python", SOURCE);
    let explanation = explain(&task, None, &mut |_| {}).await.unwrap();
    assert_eq!(explanation.words, Words::NoModel);
    let page = explanation.page.to_plain();
    assert!(
        page.contains("No model is configured: these are the measured facts."),
        "{page}"
    );
}

#[tokio::test]
async fn what_keeps_the_words_away_is_said_on_the_page() {
    let mut task = task("python", SOURCE);
    let model = ScriptedModel::failing(ModelError::TooLarge {
        message: "no".to_owned(),
    });
    let explanation = explained(&task, &model).await;
    assert!(matches!(explanation.words, Words::Missing(_)));
    let last = |explanation: &Explanation| {
        let page = explanation.page.to_plain();
        page.lines().last().unwrap_or_default().to_owned()
    };
    expect![
        "Without a model's words: the request is too large for the model (no): select less code."
    ]
    .assert_eq(&last(&explanation));
    task.sharing = Sharing::Private;
    let explanation = explained(&task, &ScriptedModel::new(&[])).await;
    expect!["Without a model's words: this file is private, so nothing of it was sent to a model; to change that, take it out of the private files of your configuration."].assert_eq(&last(&explanation));
}

#[tokio::test]
async fn words_that_were_cut_off_say_so() {
    let explanation = explained(&task("python", SOURCE), &ScriptedModel::cut_off("It cha")).await;
    let page = explanation.page.to_plain();
    assert!(
        page.ends_with("because its limit of tokens was reached.\n"),
        "{page}"
    );
}

#[tokio::test]
async fn a_models_words_cannot_act() {
    let model = ScriptedModel::new(&[
        "![p](https://evil.example/p.png) [run](command:x) <img src=x> \u{1b}[31mred",
    ]);
    let explanation = explained(&task("python", SOURCE), &model).await;
    let markdown = explanation.page.to_markdown();
    assert!(
        markdown.ends_with("(image removed) \\[run](command:x) &lt;img src=x> red\n"),
        "{markdown}"
    );
    assert!(!explanation.page.to_plain().contains('\u{1b}'));
}

#[test]
fn names_in_backticks_are_compared_with_the_file() {
    let file = analysis("python", &SOURCE.replace("$0", ""));
    let table = [
        ("`settle` calls `fee(order)`", "`settle` calls `fee(order)`"),
        (
            "`order.paid` and `order.due`",
            "`order.paid` and `order.due` (not in this file)",
        ),
        ("`None`, `return`, `yield`", "`None`, `return`, `yield`"),
        (
            "`if x:`, `a + b`, `O(n)`",
            "`if x:`, `a + b`, `O(n)` (not in this file)",
        ),
        (
            "`sett` is a part of a name",
            "`sett` (not in this file) is a part of a name",
        ),
        ("```\naudit()\n```\n", "```\naudit()\n```\n"),
    ];
    for (words, expected) in table {
        assert_eq!(grounding::grounded(words, &file).markdown, expected);
    }
}
