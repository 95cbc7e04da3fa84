use super::*;

const URI: &str = "file:///a.py";

fn documents(text: &str) -> Documents {
    let mut documents = Documents::new(Versions { first: 0, step: 3 });
    documents.open(URI, "python", text).unwrap();
    documents
}

fn range(start: [u32; 2], end: [u32; 2]) -> Value {
    json!({
        "start": { "line": start[0], "character": start[1] },
        "end": { "line": end[0], "character": end[1] },
    })
}

#[test]
fn a_change_is_told_as_ranges_of_the_text_before_from_the_back() {
    let mut documents = documents("𝕊 = 1\nb = 2\n");
    let edits = vec![Edit::new(0..4, "a"), Edit::new(13..14, "3")];

    let told = documents.change(URI, &Edits::new(edits).unwrap()).unwrap();

    assert_eq!(documents.text(URI).unwrap().to_string(), "a = 1\nb = 3\n");
    assert_eq!(
        told,
        json!({
            "textDocument": { "uri": URI, "version": 3 },
            "contentChanges": [
                { "range": range([1, 4], [1, 5]), "text": "3" },
                { "range": range([0, 0], [0, 2]), "text": "a" },
            ],
        })
    );
}

#[test]
fn a_server_without_incremental_sync_gets_the_whole_text() {
    let mut documents = documents("a");
    documents.is_incremental = false;

    let edits = Edits::new(vec![Edit::insert(1, "b")]).unwrap();
    let told = documents.change(URI, &edits).unwrap();

    assert_eq!(told["contentChanges"], json!([{ "text": "ab" }]));
}

#[test]
fn a_workspace_edit_is_applied_to_the_version_it_was_made_for() {
    let mut documents = documents("a = 1\n");
    let edit = |version: i32| {
        json!({ "documentChanges": [{
            "textDocument": { "uri": URI, "version": version },
            "edits": [{ "range": range([0, 4], [0, 5]), "newText": "2" }],
        }]})
    };

    assert_eq!(
        documents.apply(&edit(1)),
        Err("`file:///a.py` has version 0 by now, not 1".into())
    );
    assert_eq!(documents.text(URI).unwrap().to_string(), "a = 1\n");
    assert_eq!(documents.apply(&edit(0)).map(|told| told.len()), Ok(1));
    assert_eq!(documents.text(URI).unwrap().to_string(), "a = 2\n");
    assert_eq!(documents.version(URI).unwrap(), Version(3));
}

#[test]
fn a_workspace_edit_is_applied_as_a_whole_or_not_at_all() {
    let mut documents = documents("a = 1\n");
    let change = json!([{ "range": range([0, 0], [0, 1]), "newText": "b" }]);
    let edit = json!({ "changes": { URI: change, "file:///unopened.py": change } });

    assert!(documents.apply(&edit).unwrap_err().contains("unopened"));
    assert_eq!(documents.text(URI).unwrap().to_string(), "a = 1\n");

    let both = json!({ "documentChanges": [
        { "kind": "create", "uri": "file:///new.toml" },
        { "textDocument": { "uri": "file:///unopened.py", "version": null }, "edits": change },
    ]});
    assert!(documents.apply(&both).is_err());
    assert_eq!(documents.created("file:///new.toml"), None);

    let renaming = json!({ "documentChanges": [{ "kind": "rename" }] });
    assert!(documents.apply(&renaming).is_err());
}

#[test]
fn a_created_file_holds_what_was_written_into_it() {
    let mut documents = documents("a = 1\n");
    let uri = "file:///new.toml";
    let content = json!([{ "range": range([0, 0], [0, 0]), "newText": "[a]\n" }]);
    let edit = json!({ "documentChanges": [
        { "kind": "create", "uri": uri },
        { "textDocument": { "uri": uri, "version": null }, "edits": content },
    ]});

    assert_eq!(documents.apply(&edit).map(|told| told.len()), Ok(0));
    assert_eq!(documents.created(uri), Some(&Text::from("[a]\n")));
}

#[test]
fn the_gaps_of_a_snippet_keep_their_words() {
    let mut documents = documents("a = 1\n");
    let snippet = json!({ "kind": "snippet", "value": "# ${1:say why}: ${2}\n" });
    let edit = json!({ "documentChanges": [{
        "textDocument": { "uri": URI, "version": 0 },
        "edits": [{ "range": range([0, 0], [0, 0]), "snippet": snippet }],
    }]});

    assert_eq!(documents.apply(&edit).map(|told| told.len()), Ok(1));
    let text = documents.text(URI).unwrap().to_string();
    assert_eq!(text, "# say why: \na = 1\n");
}
