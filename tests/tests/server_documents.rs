//! `scholiast` follows documents whatever they are called and however they are edited.

use anyhow::{Result, ensure};
use scholiast_simulation::editor::{Editor, Profile, file_uri};
use scholiast_text::{PositionEncoding, Span};
use serde_json::json;

const BROKEN: &str = "def 日本(:\n    pass\n";

async fn start(profile: Profile) -> Result<Editor> {
    Ok(Editor::start(scholiast_tests::scholiast_lsp()?, profile).await?)
}

#[tokio::test]
async fn uris_are_kept_as_the_editor_writes_them() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("my code/日本 語.py");
    let uris = [
        file_uri(&file),
        format!("file://{}", file.display()),
        "file:///c%3A/Users/me/a.py".to_owned(),
        "file:///C:/Users/me/a.py".to_owned(),
        "untitled:Untitled-1".to_owned(),
        "vscode-remote://ssh-remote%2Bhost/home/me/a%20b.py".to_owned(),
        "git:/a.py?%7B%22ref%22%3A%22~%22%7D#x".to_owned(),
    ];
    let editor = start(Profile::minimal().folder(folder.path())).await?;
    for uri in &uris {
        editor.open(uri, "python", BROKEN)?;
    }
    for uri in &uris {
        ensure!(
            !editor.diagnostics(uri).await?.is_empty(),
            "nothing on {uri}"
        );
        editor.replace(uri, "(:", "():")?;
        ensure!(
            editor.diagnostics(uri).await?.is_empty(),
            "{uri} was not followed"
        );
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn positions_count_in_the_encoding_that_was_agreed_on() -> Result<()> {
    let offers = [
        (json!(["utf-8", "utf-16", "utf-32"]), PositionEncoding::Utf8),
        (json!(["utf-16", "utf-8"]), PositionEncoding::Utf8),
        (json!(["utf-16"]), PositionEncoding::Utf16),
        (json!(["utf-32"]), PositionEncoding::Utf32),
        (json!([]), PositionEncoding::Utf16),
    ];
    for (offer, agreed) in offers {
        let profile = Profile::minimal().capability("/general/positionEncodings", offer.clone());
        let editor = start(profile).await?;
        assert_eq!(editor.encoding(), agreed, "{offer}");
        let uri = "file:///a.py";
        editor.open(uri, "python", "s = '日本𝕊'; t = 'é'\n")?;
        ensure!(editor.diagnostics(uri).await?.is_empty());
        editor.replace(uri, "'é'", "'é")?;
        ensure!(!editor.diagnostics(uri).await?.is_empty());
        editor.replace(uri, "𝕊'; t = 'é", "𝕊'; t = 'é'")?;
        ensure!(editor.diagnostics(uri).await?.is_empty(), "{offer}");
        editor.finish().await?;
    }
    Ok(())
}

/// Whether the server's text is the editor's after many edits shows in what it finds there: nothing in
/// a text that is right only as a whole, and something after two more edits that break it.
#[tokio::test]
async fn hundreds_of_edits_leave_the_texts_the_same() -> Result<()> {
    for profile in [
        Profile::minimal(),
        Profile::neovim().without("/textDocument/diagnostic"),
    ] {
        let editor = start(profile).await?;
        let uri = "file:///a.py";
        editor.open(uri, "python", "")?;
        let source = "def größe(x):\r\n    # 𝕊 und 日本\r\n    return {'é': [x]}\r\n".repeat(10);
        for (offset, character) in source.char_indices() {
            editor.edit(uri, Span::empty(offset), &character.to_string())?;
        }
        assert_eq!(editor.text(uri)?, source);
        editor.diagnostics_when(uri, <[_]>::is_empty).await?;

        editor.change(uri, &[(Span::new(0, 3), "dxf"), (Span::new(4, 6), "GR")])?;
        editor
            .diagnostics_when(uri, |found| !found.is_empty())
            .await?;
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn diagnostics_carry_the_editors_own_version() -> Result<()> {
    let editor = start(Profile::neovim().without("/textDocument/diagnostic")).await?;
    let uri = "file:///a.py";
    editor.open(uri, "python", BROKEN)?;
    editor.diagnostics(uri).await?;
    for _ in 0..5 {
        editor.replace(uri, "pass", "pass ")?;
    }
    editor.diagnostics(uri).await?;
    let published = editor.notifications("textDocument/publishDiagnostics");
    let versions: Vec<_> = published
        .iter()
        .filter_map(|params| params["version"].as_i64())
        .collect();
    ensure!(versions.is_sorted(), "older after newer: {versions:?}");
    assert_eq!((versions.first(), versions.last()), (Some(&0), Some(&15)));
    Ok(editor.finish().await?)
}
