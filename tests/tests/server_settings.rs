//! Whose settings hold for a document, and where the person learns what is
//! wrong with them.

use std::path::Path;

use anyhow::{Result, ensure};
use scholiast_simulation::editor::{Editor, Profile, file_uri};
use scholiast_tests::scholiast_lsp;
use serde_json::Value;

/// Cognitive complexity 3.
const CODE: &str = "def f(xs):\n    for x in xs:\n        if x:\n            print(x)\n";

fn folder(settings: &str) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("scholiast.toml"), settings)?;
    Ok(folder)
}

async fn start(profile: Profile, folders: &[&Path]) -> Result<Editor> {
    let profile = folders
        .iter()
        .fold(profile, |profile, folder| profile.folder(folder));
    Ok(Editor::start(scholiast_lsp()?, profile).await?)
}

async fn count(editor: &Editor, path: &Path) -> Result<usize> {
    let uri = file_uri(path);
    if editor.version(&uri).is_err() {
        editor.open(&uri, "python", CODE)?;
    }
    Ok(editor.diagnostics(&uri).await?.len())
}

/// What was published last about a file of settings.
async fn faults(editor: &Editor, file: &Path, wanted: bool) -> Result<Vec<Value>> {
    let uri = file_uri(file);
    let is_wanted = |params: &Value| {
        let empty = params["diagnostics"].as_array().is_none_or(Vec::is_empty);
        params["uri"] == uri && empty != wanted
    };
    let published = editor
        .wait_for_notification("textDocument/publishDiagnostics", is_wanted)
        .await?;
    Ok(published["diagnostics"]
        .as_array()
        .cloned()
        .unwrap_or_default())
}

#[tokio::test]
async fn each_document_is_held_to_the_settings_of_its_own_folder() -> Result<()> {
    let strict = folder("thresholds.cognitive = 2\n")?;
    let lenient = folder("thresholds.cognitive = 3\n")?;
    let elsewhere = folder("thresholds.cognitive = 1\n")?;
    let editor = start(Profile::vscode(), &[strict.path(), lenient.path()]).await?;
    assert_eq!(count(&editor, &strict.path().join("a.py")).await?, 1);
    assert_eq!(count(&editor, &lenient.path().join("deep/a.py")).await?, 0);
    assert_eq!(count(&editor, &elsewhere.path().join("a.py")).await?, 1);
    editor.open("untitled:Untitled-1", "python", CODE)?;
    let unsaved = editor.diagnostics("untitled:Untitled-1").await?;
    assert_eq!(
        unsaved.len(),
        1,
        "a document without a file is of the first folder"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_file_of_settings_that_changes_is_read_again() -> Result<()> {
    let folder = folder("thresholds.cognitive = 2\n")?;
    let file = folder.path().join("scholiast.toml");
    let editor = start(Profile::vscode(), &[folder.path()]).await?;
    let watched = editor
        .wait_for_server_request("client/registerCapability", |params| {
            params.to_string().contains("didChangeWatchedFiles")
        })
        .await?
        .to_string();
    ensure!(watched.contains("**/scholiast.toml"), "{watched}");
    ensure!(watched.contains("**/.scholiastignore"), "{watched}");
    let source = folder.path().join("a.py");
    assert_eq!(count(&editor, &source).await?, 1);
    std::fs::write(&file, "thresholds.cognitive = 3\n")?;
    editor.file_changed(&file);
    editor
        .diagnostics_when(&file_uri(&source), <[_]>::is_empty)
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn what_is_wrong_is_shown_at_its_key_and_gone_when_mended() -> Result<()> {
    for profile in [Profile::vscode(), Profile::minimal()] {
        let folder = folder("# é\n[thresholds]\ncognitive = 2\ncogntive = 9\n")?;
        let file = folder.path().join("scholiast.toml");
        let editor = start(profile, &[folder.path()]).await?;
        let found = faults(&editor, &file, true).await?;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["range"]["start"]["line"], 3, "{found:?}");
        let message = found[0]["message"].as_str().unwrap_or_default();
        ensure!(message.contains("cogntive"), "{message}");
        ensure!(message.contains("cognitive"), "{message}");
        // What fits is taken all the same.
        assert_eq!(count(&editor, &folder.path().join("a.py")).await?, 1);

        std::fs::write(&file, "[thresholds]\ncognitive = 2\n")?;
        editor.file_changed(&file);
        faults(&editor, &file, false).await?;
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_last_good_settings_stay_while_the_file_is_no_toml() -> Result<()> {
    let folder = folder("thresholds.cognitive = 2\n")?;
    let file = folder.path().join("scholiast.toml");
    let editor = start(Profile::vscode(), &[folder.path()]).await?;
    let source = folder.path().join("a.py");
    assert_eq!(count(&editor, &source).await?, 1);
    std::fs::write(&file, "thresholds.cognitive = \n")?;
    editor.file_changed(&file);
    let found = faults(&editor, &file, true).await?;
    assert_eq!(found[0]["range"]["start"]["line"], 0, "{found:?}");
    assert_eq!(count(&editor, &source).await?, 1);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_folder_that_is_opened_later_brings_its_settings_and_its_faults() -> Result<()> {
    let first = tempfile::tempdir()?;
    let second = folder("thresholds.cognitive = 'many'\n")?;
    let editor = start(Profile::vscode(), &[first.path()]).await?;
    editor.change_folders(&[second.path()], &[]);
    let file = second.path().join("scholiast.toml");
    faults(&editor, &file, true).await?;
    editor.change_folders(&[], &[second.path()]);
    faults(&editor, &file, false).await?;
    Ok(editor.finish().await?)
}
