//! What there is to say of a whole workspace: of open documents as they stand
//! in the editor, of the others as they stand on disk, and in parts.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile, file_uri};
use scholiast_tests::scholiast_lsp;
use serde_json::{Value, json};

const BROKEN: &str = "def f(:\n    pass\n";
const SOUND: &str = "def f():\n    pass\n";

async fn start(folders: &[&Path]) -> Result<Editor> {
    let profile = folders
        .iter()
        .fold(Profile::vscode(), |profile, folder| profile.folder(folder));
    Ok(Editor::start(scholiast_lsp()?, profile).await?)
}

fn project(files: &[(&str, &str)]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().context("no folder")?)?;
        std::fs::write(path, content)?;
    }
    Ok(folder)
}

async fn check(editor: &Editor, known: &[Value]) -> Result<Vec<Value>> {
    let params = json!({ "previousResultIds": known });
    let answer = editor.request("workspace/diagnostic", params).await?;
    Ok(answer["items"].as_array().context("no items")?.clone())
}

fn known(reports: &[Value]) -> Vec<Value> {
    reports
        .iter()
        .map(|report| json!({ "uri": report["uri"], "value": report["resultId"] }))
        .collect()
}

/// How many diagnostics each file has, by the end of its name.
fn counts<'a>(reports: &[Value], names: &[&'a str]) -> Vec<(&'a str, Option<usize>)> {
    let of = |name: &str| {
        let report = reports.iter().find(|report| {
            let uri = report["uri"].as_str().unwrap_or_default();
            uri.ends_with(name)
        });
        report.and_then(|report| report["items"].as_array().map(Vec::len))
    };
    names.iter().map(|name| (*name, of(name))).collect()
}

#[tokio::test]
async fn every_file_is_checked_and_an_open_one_as_it_stands_in_the_editor() -> Result<()> {
    let folder = project(&[
        ("a.py", BROKEN),
        ("src/b.py", BROKEN),
        ("src/c.ts", "const x = 1;\n"),
        ("notes.txt", "x"),
        (".gitignore", "ignored/\n"),
        ("ignored/d.py", BROKEN),
    ])?;
    let editor = start(&[folder.path()]).await?;
    let open = file_uri(&folder.path().join("a.py"));
    editor.open(&open, "python", SOUND)?;
    let reports = check(&editor, &[]).await?;
    assert_eq!(reports.len(), 3, "{reports:?}");
    assert_eq!(
        counts(&reports, &["/a.py", "/b.py", "/c.ts"]),
        [("/a.py", Some(0)), ("/b.py", Some(1)), ("/c.ts", Some(0))]
    );
    let versions: Vec<&Value> = reports.iter().map(|report| &report["version"]).collect();
    assert_eq!(versions, [&json!(1), &Value::Null, &Value::Null]);
    ensure!(reports.iter().all(|report| report["kind"] == "full"));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn what_the_client_has_already_is_not_told_again() -> Result<()> {
    let folder = project(&[("a.py", BROKEN), ("b.py", BROKEN), ("c.py", BROKEN)])?;
    let editor = start(&[folder.path()]).await?;
    let first = check(&editor, &[]).await?;
    let again = check(&editor, &known(&first)).await?;
    ensure!(
        again.iter().all(|report| report["kind"] == "unchanged"),
        "{again:?}"
    );
    std::fs::write(folder.path().join("b.py"), SOUND)?;
    std::fs::remove_file(folder.path().join("c.py"))?;
    let after = check(&editor, &known(&first)).await?;
    assert_eq!(
        counts(&after, &["/a.py", "/b.py", "/c.py"]),
        [("/a.py", None), ("/b.py", Some(0)), ("/c.py", Some(0))],
        "the mended and the deleted file are told of, the other is not"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn results_come_in_parts_with_progress_under_the_clients_tokens() -> Result<()> {
    let files: Vec<(String, &str)> = (0..100).map(|n| (format!("f{n}.py"), BROKEN)).collect();
    let named: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, *text)).collect();
    let folder = project(&named)?;
    let editor = start(&[folder.path()]).await?;
    let params = json!({
        "previousResultIds": [], "partialResultToken": "parts", "workDoneToken": "work",
    });
    let answer = editor.request("workspace/diagnostic", params).await?;
    assert_eq!(answer["items"], json!([]), "everything came in parts");
    let progress = editor.notifications("$/progress");
    let of = |token: &str| -> Vec<&Value> {
        let mine = progress.iter().filter(|params| params["token"] == token);
        mine.map(|params| &params["value"]).collect()
    };
    let parts = of("parts");
    ensure!(parts.len() > 1, "{parts:?}");
    let items = parts.iter().filter_map(|part| part["items"].as_array());
    assert_eq!(items.map(Vec::len).sum::<usize>(), 100);
    let kinds: Vec<&Value> = of("work").iter().map(|value| &value["kind"]).collect();
    assert_eq!(kinds.first(), Some(&&json!("begin")));
    assert_eq!(kinds.last(), Some(&&json!("end")));
    ensure!(kinds.contains(&&json!("report")), "{kinds:?}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn it_is_stopped_by_a_cancel_and_by_the_button_of_its_progress() -> Result<()> {
    let slow = "def f(x):\n    return (x if x else 0)\n".repeat(20_000);
    let files: Vec<(String, &str)> = (0..12).map(|n| (format!("f{n}.py"), &*slow)).collect();
    let named: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, *text)).collect();
    let folder = project(&named)?;
    let editor = start(&[folder.path()]).await?;
    let params = json!({ "previousResultIds": [], "workDoneToken": "work" });
    let request = editor.send_request("workspace/diagnostic", params.clone());
    let begun = |params: &Value| params["value"]["kind"] == "begin";
    editor.wait_for_notification("$/progress", begun).await?;
    request.cancel();
    let error = request.answer().await.err().context("it was answered")?;
    assert_eq!(error.code(), Some(-32800));

    let params = json!({ "previousResultIds": [], "workDoneToken": "again" });
    let request = editor.send_request("workspace/diagnostic", params);
    let begun = |params: &Value| params["token"] == "again";
    editor.wait_for_notification("$/progress", begun).await?;
    let token = json!({ "token": "again" });
    editor.notify("window/workDoneProgress/cancel", token);
    let error = request.answer().await.err().context("it was answered")?;
    assert_eq!(error.code(), Some(-32802));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn every_folder_is_checked_and_none_that_was_closed() -> Result<()> {
    let (one, two) = (project(&[("a.py", BROKEN)])?, project(&[("b.py", BROKEN)])?);
    let editor = start(&[one.path()]).await?;
    assert_eq!(check(&editor, &[]).await?.len(), 1);
    editor.change_folders(&[two.path()], &[]);
    assert_eq!(check(&editor, &[]).await?.len(), 2);
    editor.change_folders(&[], &[one.path()]);
    let reports = check(&editor, &[]).await?;
    assert_eq!(counts(&reports, &["/b.py"]), [("/b.py", Some(1))]);
    assert_eq!(reports.len(), 1);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn it_is_offered_to_clients_that_wish_for_it() -> Result<()> {
    let offered = async |profile: Profile| -> Result<Value> {
        let editor = Editor::start(scholiast_lsp()?, profile).await?;
        let provider = &editor.initialize_result()["capabilities"]["diagnosticProvider"];
        let offered = provider["workspaceDiagnostics"].clone();
        editor.finish().await?;
        Ok(offered)
    };
    assert_eq!(offered(Profile::vscode()).await?, false);
    let wishes = json!({ "workspaceDiagnostics": true });
    assert_eq!(offered(Profile::vscode().options(wishes)).await?, true);
    Ok(())
}
