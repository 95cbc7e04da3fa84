use proptest::prelude::*;

use super::{PATTERNS, Redactions, SHAPES};

/// Glued together at run time, so that no scanner takes this file for a leak.
fn fake(prefix: &str, length: usize) -> String {
    let alphabet = b"9fA2kZq7Lw0xRt4YbN8cVd3MgHs6JpUe1K";
    let tail = (0..length).map(|at| char::from(alphabet[at * 7 % alphabet.len()]));
    prefix.chars().chain(tail).collect()
}

fn redacted(code: &str) -> String {
    Redactions::of(code).redact(code)
}

#[test]
fn every_shape_compiles() {
    assert_eq!(PATTERNS.len(), SHAPES.len());
}

#[test]
fn known_shapes_are_found_wherever_they_stand() {
    let secrets = [
        fake("AKIA", 16).to_uppercase(),
        fake("ghp_", 36),
        fake("github_pat_", 40),
        fake("glpat-", 20),
        fake("sk-ant-", 40),
        fake("sk_live_", 24),
        fake("AIza", 35),
        fake("xoxb-", 24),
        format!("{}.{}.{}", fake("eyJ", 12), fake("eyJ", 20), fake("", 20)),
        format!(
            "-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----",
            fake("", 64)
        ),
    ];
    for secret in secrets {
        let code = format!("connect(host, '{secret}')  # and {secret} again\n");
        let mut redactions = Redactions::of("");
        let sent = redactions.redact(&code);
        assert_eq!(
            sent,
            "connect(host, 'REDACTED_1_SECRET')  # and REDACTED_1_SECRET again\n"
        );
        assert_eq!(redactions.restore(&sent), code);
    }
}

#[test]
fn random_literals_are_found_by_the_name_they_are_assigned_to() {
    let secret = fake("", 24);
    for before in [
        "password = ",
        "DB_PASSWORD: str = ",
        "const apiToken = ",
        "  \"client_secret\": ",
        "secret_key := ",
        "api_key => ",
        "passphrase=b",
    ] {
        let sent = redacted(&format!("{before}\"{secret}\""));
        assert_eq!(sent, format!("{before}\"REDACTED_1_SECRET\""));
    }
    let address = format!("postgres://app:{secret}@db.example/app");
    assert_eq!(
        redacted(&address),
        "postgres://app:REDACTED_1_SECRET@db.example/app"
    );
}

#[test]
fn ordinary_code_is_left_alone() {
    for code in [
        "password = input(\"Your password, please: \")",
        "token = \"aaaaaaaaaaaaaaaa\"",
        "token = next_token(stream)",
        "title = \"fv7Qz2kPq90xLw4\"",
        "secret = \"short\"",
        "task-list = risk-assessment-of-a-long-name",
        "const url = `https://${user}:${password}@host`",
    ] {
        assert_eq!(redacted(code), code);
    }
}

#[test]
fn a_secret_keeps_its_placeholder_over_the_turns_of_a_conversation() {
    let (one, other) = (fake("ghp_", 36), fake("ghp_", 40));
    let mut redactions = Redactions::of("");
    assert_eq!(redactions.redact(&one), "REDACTED_1_SECRET");
    assert_eq!(
        redactions.redact(&format!("{other} {one}")),
        "REDACTED_2_SECRET REDACTED_1_SECRET"
    );
    assert_eq!(redactions.count(), 2);
}

#[test]
fn a_placeholder_that_does_not_come_back_is_named() {
    let code = fake("ghp_", 36);
    let redactions = Redactions::of(&code);
    let kept = redactions.restore("use(REDACTED_1_SECRET)");
    assert!(redactions.lost(&code, &kept).is_empty());
    let altered = redactions.restore("use(REDACTED)");
    assert_eq!(redactions.lost(&code, &altered), ["REDACTED_1_SECRET"]);
}

#[test]
fn a_placeholder_that_was_made_up_is_named() {
    let redactions = Redactions::of(&fake("ghp_", 36));
    assert_eq!(
        redactions.unknown_in("REDACTED_1_SECRET REDACTED_FIELDS"),
        None
    );
    assert_eq!(
        redactions.unknown_in("REDACTED_1_SECRET REDACTED_2_SECRET"),
        Some("REDACTED_2_SECRET".to_owned())
    );
}

#[test]
fn code_that_already_holds_a_placeholder_gets_another_one() {
    let code = format!("a = 'REDACTED_1_SECRET'; b = '{}'", fake("ghp_", 36));
    let mut redactions = Redactions::of(&code);
    let sent = redactions.redact(&code);
    assert_eq!(sent, "a = 'REDACTED_1_SECRET'; b = 'REDACTED_X_1_SECRET'");
    assert_eq!(redactions.restore(&sent), code);
}

#[test]
fn a_placeholder_sent_before_is_left_as_it_is() {
    let code = "http://user:SECRET@host";
    let mut redactions = Redactions::of(code);
    let sent = redactions.redact(code);
    assert_eq!(sent, "http://user:REDACTED_1_SECRET@host");
    assert_eq!(redactions.redact(&sent), sent);
}

#[test]
fn secrets_do_not_reach_logs() {
    let mut redactions = Redactions::of("");
    redactions.redact(&fake("ghp_", 36));
    assert_eq!(format!("{redactions:?}"), "Redactions(1)");
}

proptest! {
    #[test]
    fn what_is_redacted_comes_back_as_it_was(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "password = \"", "token: '", "\"", "'", "\n", " = ", "ghp_", "sk-", "AKIA", "x",
                "fv7Qz2kPq90xLw4Ab3Cd5Ef6Gh7Ij8Kl9Mn0", "0123456789ABCDEF", "https://a:", "@h/", "REDACTED_1_SECRET", "SECRET",
            ]),
            0..40,
        ),
    ) {
        let text = pieces.concat();
        let mut redactions = Redactions::of(&text);
        let sent = redactions.redact(&text);
        prop_assert_eq!(redactions.restore(&sent), text);
    }
}
