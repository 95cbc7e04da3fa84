//! `scholiast explain FILE:LINE`: a function drawn with what adds to its complexity.

use anyhow::Result;
use scholiast_simulation::ModelServer;
use scholiast_simulation::model_server::{Reply, Script};
use scholiast_tests::command_line::{Project, TANGLED};

#[test]
fn the_function_is_drawn_and_its_facts_are_told() -> Result<()> {
    let project = Project::with(&[("a.py", TANGLED.as_bytes())])?;
    let said = project.run(&["explain", "a.py:4"])?;
    let drawn = "\
info: `f` has a cognitive complexity of 3
 --> a.py:1:5
  |
1 | def f(xs):
  |     ^
2 |     for x in xs:
  |     --- +1 for this `for` loop
3 |         if x:
  |         -- +2 for this `if`, of which 1 for nesting
4 |             print(x)
";
    assert!(said.output.starts_with(drawn), "{}", said.output);
    assert!(
        said.output
            .contains("No model is configured: these are the measured facts.")
    );
    assert!(said.output.contains("It calls `print`."), "{}", said.output);
    assert_eq!(said.code, Some(0));
    Ok(())
}

#[test]
fn a_place_without_a_function_is_said() -> Result<()> {
    let project = Project::with(&[("a.py", b"x = 1\n"), ("b.txt", b"")])?;
    let refusal = |place: &str| -> Result<String> {
        let said = project.run(&["explain", place])?;
        assert_eq!(said.code, Some(2));
        Ok(said.errors)
    };
    assert_eq!(
        refusal("a.py:1")?,
        "scholiast: there is no function on line 1 of a.py\n"
    );
    assert_eq!(
        refusal("a.py:99")?,
        "scholiast: there is no function on line 99 of a.py\n"
    );
    assert!(refusal("gone.py:1")?.contains("gone.py cannot be read"));
    assert!(refusal("b.txt:1")?.contains("b.txt is in a language that no grammar here knows"));
    assert!(refusal("a.py")?.contains("`a.py` names no line"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configured_model_adds_its_words_below_the_facts() -> Result<()> {
    let words = Reply::text("It prints what is true.\u{1b}[2J");
    let model = ModelServer::start(Script::new([words])).await?;
    let project = Project::with(&[("a.py", TANGLED.as_bytes())])?
        .variable("SCHOLIAST_MODEL_URL", &model.base_url())
        .variable("SCHOLIAST_MODEL", "scripted");
    let said = tokio::task::spawn_blocking(move || project.run(&["explain", "a.py:1"])).await??;
    let facts = said.output.find("It calls `print`.");
    let words = said.output.find("It prints what is true.");
    assert!(facts.is_some() && facts < words, "{}", said.output);
    assert!(!said.output.contains('\u{1b}'), "{:?}", said.output);
    Ok(())
}

#[test]
fn a_model_that_does_not_answer_leaves_the_facts() -> Result<()> {
    let project = Project::with(&[("a.py", TANGLED.as_bytes())])?
        .variable("SCHOLIAST_MODEL_URL", "not an address")
        .variable("SCHOLIAST_MODEL", "m");
    let said = project.run(&["explain", "a.py:1"])?;
    assert!(said.output.contains("It calls `print`."), "{}", said.output);
    assert!(
        said.errors.contains("is not a web address"),
        "{}",
        said.errors
    );
    Ok(())
}
