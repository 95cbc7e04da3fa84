//! Settings as people write them, and what comes of them.

use std::path::Path;

use secrecy::ExposeSecret;
use serde_json::json;

use super::*;

/// A folder with a project's file of settings.
fn project(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(PROJECT_FILE), settings).unwrap();
    folder
}

/// An environment with these variables and a person's file of settings.
fn person(settings: &str, variables: &[(&str, &str)]) -> (tempfile::TempDir, Environment) {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join("scholiast");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("config.toml"), settings).unwrap();
    let config_home = home.path().display().to_string();
    let environment = Environment::of(|name| match name {
        "XDG_CONFIG_HOME" => Some(config_home.clone()),
        _ => variables
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| (*text).into()),
    });
    (home, environment)
}

fn load(folder: &Path) -> Loaded {
    Layers::default().load(folder)
}

/// The complaints about a project's file of settings, with the file called `scholiast.toml`.
fn complaints(settings: &str) -> Vec<String> {
    let folder = project(settings);
    let prefix = format!("{}/", folder.path().display());
    let said = load(folder.path()).complaints.into_iter();
    said.map(|complaint| complaint.to_string().replace(&prefix, ""))
        .collect()
}

fn origin_of(loaded: &Loaded, key: &str) -> String {
    loaded.settings[&KeyPath::of(key.split('.'))]
        .origin
        .to_string()
}

#[test]
fn of_the_thresholds_cognitive_complexity_alone_is_on_unless_someone_says_so() {
    let shipped = Configuration::default();
    let expected = ThresholdSettings {
        cognitive: Some(Threshold::Above(15)),
        cyclomatic: Some(Threshold::Off),
        nesting: Some(Threshold::Off),
        parameters: Some(Threshold::Off),
        lines: Some(Threshold::Off),
    };
    assert_eq!(shipped.threshold_settings_in("python"), expected);
    assert!(shipped.features.inlay_hints && shipped.features.hover);
    assert!(!shipped.features.code_lenses);
    assert_eq!(shipped.features.document_symbols, Offer::Off);
    assert_eq!(shipped.largest_file(), LARGEST_ANALYSED_FILE);
}

#[test]
fn a_project_file_holds_for_the_folders_below_it() {
    let folder = project("[thresholds]\ncognitive = 7\n");
    let below = folder.path().join("src/deep");
    std::fs::create_dir_all(&below).unwrap();
    assert_eq!(load(&below).configuration.thresholds().cognitive, 7);
}

#[test]
fn each_layer_lies_over_the_one_before_and_every_value_knows_its_origin() {
    let folder = project(
        "thresholds.cognitive = 1\nthresholds.nesting = 1\nthresholds.lines = 1\nthresholds.parameters = 1\ncode_lenses.enabled = true\n",
    );
    let (home, environment) = person(
        "[thresholds]\ncognitive = 2\nnesting = 2\nlines = 2\nparameters = 2\n",
        &[
            ("SCHOLIAST_THRESHOLDS_NESTING", "4"),
            ("SCHOLIAST_THRESHOLDS_LINES", "4"),
        ],
    );
    let mut layers = Layers::new(environment);
    layers.set_editor(json!({ "thresholds": { "parameters": 3, "nesting": 3 } }));
    layers.set_flag("--lines", "thresholds.lines", 5);
    let loaded = layers.load(folder.path());
    let user_file = home
        .path()
        .join("scholiast/config.toml")
        .display()
        .to_string();
    let project_file = folder.path().join(PROJECT_FILE).display().to_string();
    let thresholds = loaded.configuration.threshold_settings_in("python");
    assert_eq!(thresholds.cognitive, Some(Threshold::Above(2)));
    assert_eq!(
        origin_of(&loaded, "code_lenses.enabled"),
        format!("{project_file}:5")
    );
    assert_eq!(
        origin_of(&loaded, "thresholds.cognitive"),
        format!("{user_file}:2")
    );
    assert_eq!(
        origin_of(&loaded, "thresholds.parameters"),
        "the editor's settings"
    );
    assert_eq!(
        origin_of(&loaded, "thresholds.nesting"),
        "environment variable SCHOLIAST_THRESHOLDS_NESTING"
    );
    assert_eq!(origin_of(&loaded, "thresholds.lines"), "flag --lines");
    assert_eq!(origin_of(&loaded, "thresholds.cyclomatic"), "default");
    assert_eq!(loaded.complaints, []);
}

#[test]
fn what_is_wrong_is_named_with_file_line_key_and_the_fix() {
    assert_eq!(
        complaints("\n[thresholds]\ncogntive = 7\n"),
        ["scholiast.toml:3: unknown key `cogntive`: did you mean `cognitive`?"]
    );
    assert_eq!(
        complaints("[thresholds]\ncognitive = 'lots'\n"),
        [
            "scholiast.toml:2: `thresholds.cognitive` cannot be the text \"lots\": expected a whole number from 0 on or \"off\""
        ]
    );
    assert_eq!(
        complaints("thresholds = 3\n"),
        ["scholiast.toml:1: `thresholds` cannot be 3: expected a table"]
    );
    assert_eq!(
        complaints("rules.syntax-error = 'eror'\n"),
        [
            "scholiast.toml:1: `rules.syntax-error` cannot be the text \"eror\": did you mean \"error\"?"
        ]
    );
    assert_eq!(
        complaints("analysis.largest_file_mb = 5000\n"),
        [
            "scholiast.toml:1: `analysis.largest_file_mb` cannot be 5000: expected a whole number from 1 to 1024"
        ]
    );
    assert_eq!(
        complaints("languages.pyton.thresholds.cognitive = 5\n"),
        ["scholiast.toml:1: unknown key `pyton`: did you mean `python`?"]
    );
    assert_eq!(
        complaints("profile = 'stict'\n"),
        ["scholiast.toml:1: there is no profile `stict`: did you mean `strict`?"]
    );
}

#[test]
fn what_is_wrong_keeps_nothing_else_from_holding() {
    let folder = project("nonsense = 1\n[thresholds]\nlines = 'x'\ncognitive = 7\n");
    let loaded = load(folder.path());
    assert_eq!(loaded.complaints.len(), 2);
    assert_eq!(loaded.configuration.thresholds().cognitive, 7);
}

#[test]
fn a_file_that_is_no_toml_leaves_its_last_good_reading_in_force() {
    let folder = project("thresholds.cognitive = 7\n");
    let mut layers = Layers::default();
    layers.load(folder.path());
    std::fs::write(
        folder.path().join(PROJECT_FILE),
        "thresholds.cognitive = = 8\n",
    )
    .unwrap();
    let loaded = layers.load(folder.path());
    assert_eq!(loaded.configuration.thresholds().cognitive, 7);
    let complaint = &loaded.complaints[0];
    assert!(
        complaint.message.starts_with("this is not TOML"),
        "{complaint}"
    );
    assert!(complaint.span.is_some());
    assert_eq!(
        origin_of(&loaded, "thresholds.cognitive")
            .rsplit(':')
            .next(),
        Some("1")
    );
}

#[test]
fn a_profile_lies_right_below_the_layer_that_names_it() {
    let folder = project("profile = 'strict'\nthresholds.lines = 90\n");
    let loaded = load(folder.path());
    let thresholds = loaded.configuration.threshold_settings_in("python");
    assert_eq!(thresholds.cognitive, Some(Threshold::Above(10)));
    assert_eq!(thresholds.lines, Some(Threshold::Above(90)));
    assert_eq!(origin_of(&loaded, "thresholds.cognitive"), "profile strict");
}

#[test]
fn people_name_profiles_of_their_own() {
    let folder = project(
        "profile = 'ours'\n[profiles.ours.thresholds]\ncognitive = 12\n[profiles.ours.rules]\nsyntax-error = 'off'\n",
    );
    let loaded = load(folder.path());
    assert_eq!(loaded.configuration.thresholds().cognitive, 12);
    let off = loaded.configuration.severity_in("python", "syntax-error");
    assert_eq!(off, Some(SeveritySetting::Off));
}

#[test]
fn a_language_differs_only_in_what_it_names() {
    let folder = project(
        "thresholds.cognitive = 9\nthresholds.nesting = 3\n[languages.python]\nthresholds.cognitive = 'off'\nrules.cognitive-complexity = 'warning'\n",
    );
    let configuration = load(folder.path()).configuration;
    assert_eq!(configuration.thresholds_in("python").cognitive, u32::MAX);
    assert_eq!(configuration.thresholds_in("typescript").cognitive, 9);
    let nesting = configuration.threshold_settings_in("python").nesting;
    assert_eq!(nesting, Some(Threshold::Above(3)));
    let severity = |language| configuration.severity_in(language, "cognitive-complexity");
    assert_eq!(severity("python"), Some(SeveritySetting::Warning));
    assert_eq!(severity("typescript"), None);
}

#[test]
fn ignored_paths_are_relative_to_the_file_that_lists_them() {
    let folder = project("ignore = ['vendor/', '/generated.py']\n");
    let ignored = load(&folder.path().join("src")).configuration.ignored;
    let holds = |path: &str| ignored.holds(&folder.path().join(path), false);
    assert!(holds("vendor/a.py") && holds("src/vendor/deep/a.py") && holds("generated.py"));
    assert!(!holds("src/generated.py") && !holds("src/a.py"));
    assert!(!ignored.holds(Path::new("/elsewhere/vendor/a.py"), false));
}

#[test]
fn a_project_cannot_say_where_code_is_sent() {
    let folder = project("model.base_url = 'http://evil.example/v1'\nmodel.name = 'm'\n");
    let loaded = load(folder.path());
    assert!(loaded.configuration.model.is_none());
    let said = loaded.complaints[0].to_string();
    assert!(
        said.contains("must not decide where code is sent"),
        "{said}"
    );
}

#[test]
fn a_person_says_which_model_to_ask_and_half_a_model_is_none() {
    let empty = tempfile::tempdir().unwrap();
    let (_home, environment) = person(
        "[model]\nbase_url = 'http://127.0.0.1:11434/v1'\nname = 'qwen'\n",
        &[],
    );
    let model = Layers::new(environment)
        .load(empty.path())
        .configuration
        .model
        .unwrap();
    assert_eq!(
        (model.base_url.as_str(), model.name.as_str()),
        ("http://127.0.0.1:11434/v1", "qwen")
    );
    let (_home, environment) = person("", &[("CODE_EXPERT_MODEL", "m")]);
    let mut layers = Layers::new(environment);
    assert!(layers.load(empty.path()).configuration.model.is_none());
    layers.set_editor(json!({ "model": { "baseUrl": "http://127.0.0.1:1/v1", "name": "" } }));
    assert_eq!(
        layers.load(empty.path()).configuration.model.unwrap().name,
        "m"
    );
}

#[test]
fn editors_spell_keys_in_their_way_and_keep_settings_of_their_own_beside_ours() {
    let mut layers = Layers::default();
    layers.set_editor(json!({
        "server": { "path": "/opt/scholiast" },
        "inlayHints": { "enabled": false },
        "complexity": { "cognitiveThreshold": 20 },
        "structure": { "documentSymbols": "auto" },
        "model": { "baseUrl": "", "name": null },
        "hover": { "enbled": false },
    }));
    let loaded = layers.load(Path::new("/nowhere"));
    assert_eq!(loaded.configuration.thresholds().cognitive, 20);
    assert!(!loaded.configuration.features.inlay_hints);
    assert_eq!(loaded.configuration.features.document_symbols, Offer::Auto);
    let said: Vec<String> = loaded.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["the editor's settings: unknown key `enbled`: did you mean `enabled`?"]
    );
}

#[test]
fn variables_are_read_in_the_terms_of_their_setting() {
    let (_home, environment) = person(
        "",
        &[
            ("SCHOLIAST_IGNORE", "vendor/, dist/"),
            ("SCHOLIAST_CODE_LENSES_ENABLED", "true"),
            ("SCHOLIAST_THRESHOLDS_LINES", "many"),
        ],
    );
    let loaded = Layers::new(environment).load(Path::new("/nowhere"));
    assert_eq!(loaded.configuration.settings.ignore, ["vendor/", "dist/"]);
    assert!(loaded.configuration.features.code_lenses);
    let said: Vec<String> = loaded.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "environment variable SCHOLIAST_THRESHOLDS_LINES: `thresholds.lines` cannot be the text \"many\": expected a whole number from 0 on or \"off\""
        ]
    );
}

#[test]
fn the_openai_key_is_shown_to_openai_alone() {
    let key_at = |url: &str| {
        let (_home, environment) = person(
            "",
            &[
                ("SCHOLIAST_MODEL_URL", url),
                ("SCHOLIAST_MODEL", "m"),
                ("OPENAI_API_KEY", "canary"),
            ],
        );
        let loaded = Layers::new(environment).load(Path::new("/nowhere"));
        let key = loaded.configuration.model.unwrap().key;
        key.map(|key| key.expose_secret().to_owned())
    };
    assert_eq!(
        key_at("https://api.openai.com/v1").as_deref(),
        Some("canary")
    );
    assert_eq!(key_at("https://api.openai.com.evil.example/v1"), None);
    assert_eq!(key_at("https://api.openai.com@evil.example/v1"), None);
    assert_eq!(key_at("http://127.0.0.1:8080/v1"), None);
}

#[test]
fn the_shipped_profiles_fit_the_schema() {
    for (name, text) in profiles::SHIPPED {
        let node = written::from_toml(text).unwrap();
        let judged = judgement::judge(&node, judgement::Trust::Person);
        assert!(judged.misfits.is_empty(), "{name}: {:?}", judged.misfits);
        assert!(!judged.fitting.is_empty(), "{name}");
    }
}

#[test]
fn the_schema_names_what_ships_and_what_is_known() {
    let schema = schema();
    let at = |pointer: &str| schema.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(
        at("/properties/thresholds/properties/cognitive/default"),
        15
    );
    assert_eq!(
        at("/properties/structure/properties/folding_ranges/default"),
        "off"
    );
    let languages = at("/properties/languages/propertyNames/enum");
    assert!(
        languages.as_array().unwrap().contains(&"python".into()),
        "{languages}"
    );
    assert_eq!(at("/properties/complexity/deprecated"), true);
}
