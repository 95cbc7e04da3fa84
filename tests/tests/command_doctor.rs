//! `scholiast doctor`: what is found, what is missing, and what to do.

use anyhow::Result;
use scholiast_tests::command_line::Project;

#[test]
fn a_sound_set_up_has_nothing_to_mend() -> Result<()> {
    let project = Project::with(&[("scholiast.toml", b"thresholds.cognitive = 9\n")])?;
    let said = project.run(&["doctor"])?;
    let expected = [
        "Python",
        "scholiast.toml",
        "none is configured, so nothing ever leaves this machine",
        "Nothing is to be mended.",
    ];
    for words in expected {
        assert!(
            said.output.contains(words),
            "`{words}` is missing in\n{}",
            said.output
        );
    }
    assert_eq!(said.code, Some(0));
    Ok(())
}

#[test]
fn what_is_wrong_is_named_with_what_to_do() -> Result<()> {
    // Bound and let go at once, so that nothing listens there.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let project = Project::with(&[("scholiast.toml", b"[thresholds]\ncogntive = 9\n")])?
        .variable("SCHOLIAST_MODEL_URL", &format!("http://{nobody}/v1"))
        .variable("SCHOLIAST_MODEL", "m")
        .variable("XDG_CACHE_HOME", "/dev/null");
    let said = project.run(&["doctor"])?;
    let expected = [
        "unknown key `cogntive`: did you mean `cognitive`?",
        "is the server running?",
        "/dev/null/scholiast cannot be written",
        "3 problems to be mended.",
    ];
    for words in expected {
        assert!(
            said.output.contains(words),
            "`{words}` is missing in\n{}",
            said.output
        );
    }
    assert_eq!(said.code, Some(1));
    Ok(())
}

#[test]
fn an_editor_on_the_path_is_found() -> Result<()> {
    let project = Project::with(&[("bin/hx", b"")])?;
    let path = project.folder().join("bin").display().to_string();
    let said = project.variable("PATH", &path).run(&["doctor"])?;
    assert!(said.output.contains("Helix ("), "{}", said.output);
    Ok(())
}
