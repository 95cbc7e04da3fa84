//! Which editor is played: what it can do, how it counts versions, what its user has set.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// An editor to play.
///
/// ```
/// use scholiast_simulation::editor::Profile;
/// use serde_json::json;
///
/// let profile = Profile::vscode()
///     .without("/textDocument/diagnostic")
///     .settings(json!({ "scholiast": { "complexity": { "cognitiveThreshold": 3 } } }));
/// # let _ = profile;
/// ```
#[derive(Debug, Clone)]
pub struct Profile {
    name: &'static str,
    capabilities: Value,
    versions: Versions,
    options: Value,
    settings: Value,
    folders: Vec<PathBuf>,
    process_id: Option<u32>,
}

/// The version numbers a document goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Versions {
    pub(super) first: i32,
    pub(super) step: i32,
}

impl Profile {
    /// Visual Studio Code: counts in UTF-16, pulls diagnostics, applies edits only to the versions they
    /// were made for, shows documents that exist in the server alone.
    #[must_use]
    pub fn vscode() -> Self {
        let versions = Versions { first: 1, step: 1 };
        Self::new("Visual Studio Code", vscode_capabilities(), versions)
    }

    /// Neovim: offers every encoding, UTF-8 first, and sends its `changedtick` as version, which
    /// starts at 0 and jumps.
    #[must_use]
    pub fn neovim() -> Self {
        let versions = Versions { first: 0, step: 3 };
        Self::new("Neovim", neovim_capabilities(), versions)
    }

    /// An editor that claims nothing: no configuration, no progress, pushed diagnostics, UTF-16.
    #[must_use]
    pub fn minimal() -> Self {
        let versions = Versions { first: 1, step: 1 };
        Self::new("minimal", json!({}), versions)
    }

    fn new(name: &'static str, capabilities: Value, versions: Versions) -> Self {
        Self {
            name,
            capabilities,
            versions,
            options: Value::Null,
            settings: json!({}),
            folders: Vec::new(),
            process_id: Some(std::process::id()),
        }
    }

    /// Claims a capability, named by a JSON pointer such as `/textDocument/diagnostic`.
    #[must_use]
    pub fn capability(mut self, pointer: &str, value: Value) -> Self {
        let mut place = &mut self.capabilities;
        for name in pointer.split('/').filter(|name| !name.is_empty()) {
            if !place.is_object() {
                *place = json!({});
            }
            place = &mut place[name];
        }
        *place = value;
        self
    }

    /// Does not claim a capability, named by a JSON pointer such as `/textDocument/diagnostic`.
    #[must_use]
    pub fn without(mut self, pointer: &str) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", pointer));
        if let Some(Value::Object(parent)) = self.capabilities.pointer_mut(parent) {
            parent.remove(name);
        }
        self
    }

    /// Sends these `initializationOptions`.
    #[must_use]
    pub fn options(mut self, options: Value) -> Self {
        self.options = options;
        self
    }

    /// Answers `workspace/configuration` from these settings: sections are looked up by their dots.
    #[must_use]
    pub fn settings(mut self, settings: Value) -> Self {
        self.settings = settings;
        self
    }

    /// Has this folder open, beside those before it.
    #[must_use]
    pub fn folder(mut self, folder: &Path) -> Self {
        self.folders.push(folder.to_owned());
        self
    }

    /// Claims to be this process; this very process unless told otherwise.
    #[must_use]
    pub fn process_id(mut self, process: Option<u32>) -> Self {
        self.process_id = process;
        self
    }

    pub(super) fn has_capability(&self, pointer: &str) -> bool {
        self.capabilities.pointer(pointer).is_some()
    }

    pub(super) fn versions(&self) -> Versions {
        self.versions
    }

    pub(super) fn initial_settings(&self) -> Value {
        self.settings.clone()
    }

    /// The parameters of `initialize`.
    pub(super) fn initialize_params(&self) -> Value {
        let folders: Vec<Value> = self.folders.iter().map(|it| workspace_folder(it)).collect();
        json!({
            "processId": self.process_id,
            "clientInfo": { "name": self.name, "version": "0" },
            "rootUri": self.folders.first().map(|it| file_uri(it)),
            "capabilities": self.capabilities,
            "initializationOptions": self.options,
            "workspaceFolders": (!folders.is_empty()).then_some(folders),
        })
    }
}

/// A folder as editors name it to a server.
pub(super) fn workspace_folder(folder: &Path) -> Value {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    json!({ "uri": file_uri(folder), "name": name })
}

/// The `file:` URI of an absolute path, with everything escaped that editors escape.
#[must_use]
pub fn file_uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(byte.into());
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn vscode_capabilities() -> Value {
    json!({
        "general": {
            "positionEncodings": ["utf-16"],
            "staleRequestSupport": { "cancel": true, "retryOnContentModified": [] },
            "markdown": { "parser": "marked", "version": "1.1.0" },
        },
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create", "rename", "delete"],
                "failureHandling": "textOnlyTransactional",
                "normalizesLineEndings": true,
                "changeAnnotationSupport": { "groupsOnLabel": true },
                "snippetEditSupport": true,
            },
            "configuration": true,
            "didChangeConfiguration": { "dynamicRegistration": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "executeCommand": { "dynamicRegistration": true },
            "workspaceFolders": true,
            "codeLens": { "refreshSupport": true },
            "inlayHint": { "refreshSupport": true },
            "diagnostics": { "refreshSupport": true },
            "textDocumentContent": { "dynamicRegistration": true },
        },
        "textDocument": {
            "synchronization": { "didSave": true, "dynamicRegistration": true },
            "publishDiagnostics": publish_diagnostics(),
            "diagnostic": { "dynamicRegistration": true, "relatedDocumentSupport": false },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": code_action(),
            "codeLens": { "dynamicRegistration": true },
            "inlayHint": { "dynamicRegistration": true },
            "documentSymbol": {
                "dynamicRegistration": true,
                "hierarchicalDocumentSymbolSupport": true,
            },
            "foldingRange": { "dynamicRegistration": true, "rangeLimit": 5000 },
            "selectionRange": { "dynamicRegistration": true },
        },
        "window": {
            "workDoneProgress": true,
            "showDocument": { "support": true },
            "showMessage": { "messageActionItem": { "additionalPropertiesSupport": true } },
        },
    })
}

fn neovim_capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16", "utf-32"] },
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["rename", "create", "delete"],
            },
            "configuration": true,
            "didChangeConfiguration": { "dynamicRegistration": false },
            "workspaceFolders": true,
            "inlayHint": { "refreshSupport": true },
        },
        "textDocument": {
            "synchronization": { "didSave": true, "dynamicRegistration": false },
            "publishDiagnostics": publish_diagnostics(),
            "diagnostic": { "dynamicRegistration": false },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": code_action(),
            "inlayHint": { "dynamicRegistration": true },
        },
        "window": {
            "workDoneProgress": true,
            "showDocument": { "support": true },
            "showMessage": { "messageActionItem": { "additionalPropertiesSupport": true } },
        },
    })
}

fn publish_diagnostics() -> Value {
    json!({
        "relatedInformation": true,
        "versionSupport": true,
        "tagSupport": { "valueSet": [1, 2] },
        "codeDescriptionSupport": true,
        "dataSupport": true,
    })
}

fn code_action() -> Value {
    json!({
        "dataSupport": true,
        "isPreferredSupport": true,
        "disabledSupport": true,
        "resolveSupport": { "properties": ["edit", "command"] },
        "codeActionLiteralSupport": {
            "codeActionKind": {
                "valueSet": ["", "quickfix", "refactor", "refactor.extract", "refactor.inline",
                    "refactor.rewrite", "source", "source.organizeImports"],
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_are_claimed_and_dropped_by_their_path() {
        let profile = Profile::minimal()
            .capability("/textDocument/diagnostic", json!({ "x": 1 }))
            .capability("/textDocument/hover", json!({}));
        assert!(profile.has_capability("/textDocument/diagnostic/x"));

        let profile = profile.without("/textDocument/diagnostic");
        assert!(!profile.has_capability("/textDocument/diagnostic"));
        assert!(profile.has_capability("/textDocument/hover"));
    }

    #[test]
    fn paths_become_uris_as_editors_write_them() {
        let uri = file_uri(Path::new("/my code/日本.py"));
        assert_eq!(uri, "file:///my%20code/%E6%97%A5%E6%9C%AC.py");
    }
}
