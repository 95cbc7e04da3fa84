use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1000;

/// Everything that is decoded from these bytes, a line each: a body as it is, a fault in brackets.
fn decoded(bytes: &[u8]) -> Vec<String> {
    decoded_in_pieces(&[bytes])
}

fn decoded_in_pieces(pieces: &[&[u8]]) -> Vec<String> {
    let mut decoder = Decoder::new(LIMIT);
    let mut found = Vec::new();
    for piece in pieces {
        decoder.feed(piece);
        while let Some(frame) = decoder.next() {
            found.push(describe(frame));
        }
    }
    found
}

fn describe(frame: Result<Frame, FramingError>) -> String {
    match frame {
        Ok(Frame::Body(body)) => String::from_utf8_lossy(&body).into_owned(),
        Ok(Frame::OversizedHead(head)) => format!("[head: {}]", String::from_utf8_lossy(&head)),
        Err(FramingError::Stray(length)) => format!("[{length} stray]"),
        Err(FramingError::MissingLength) => "[no length]".into(),
        Err(FramingError::InvalidHeader(header)) => format!("[invalid: {header}]"),
        Err(FramingError::TooLarge { claimed, .. }) => format!("[too large: {claimed}]"),
    }
}

fn framed(body: &str) -> String {
    headers(body.len()) + body
}

#[test]
fn messages_follow_one_another() {
    let stream = framed("{one}") + &framed("") + &framed("{日本}");
    assert_eq!(decoded(stream.as_bytes()), ["{one}", "", "{日本}"]);
}

#[test]
fn headers_are_read_as_leniently_as_http_reads_them() {
    let blocks = [
        "content-length:5\r\n\r\n",
        "CONTENT-LENGTH:   5  \r\n\r\n",
        "Content-Length: 5\n\n",
        "\r\n\r\nContent-Length: 5\r\n\r\n",
        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 5\r\n\r\n",
        "Content-Length: 5\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n",
    ];
    for block in blocks {
        let stream = format!("{block}{{one}}");
        assert_eq!(decoded(stream.as_bytes()), ["{one}"], "{block:?}");
    }
}

#[test]
fn what_is_no_message_is_reported_once_and_skipped() {
    let long = "x".repeat(5000);
    let cases = [
        ("hello", "[5 stray]"),
        ("hello\r\nworld\n", "[13 stray]"),
        ("Content-Len", "[11 stray]"),
        (
            "Content-Length: -5\r\n\r\n{lost}",
            "[invalid: Content-Length: -5]",
        ),
        (
            "Content-Length: +5\r\n\r\n{lost}",
            "[invalid: Content-Length: +5]",
        ),
        (
            "Content-Length: five\r\n\r\n",
            "[invalid: Content-Length: five]",
        ),
        (
            "Content-Length:\r\n\r\n{lost}",
            "[invalid: Content-Length:]",
        ),
        (
            "Content-Length: 6\r\n{lost}\r\n",
            "[invalid: Content-Length: 6]",
        ),
        (
            "Content-Length: 99999999999999999999\r\n\r\n{lost}",
            "[invalid: Content-Length: 99999999999999999999]",
        ),
        (
            "Content-Length: 7\r\nContent-Length: 8\r\n",
            "[invalid: Content-Length: 7]",
        ),
        ("\u{1b}[31m\0\r\n", "[8 stray]"),
        (&long, "[5000 stray]"),
    ];
    for (garbage, report) in cases {
        let stream = framed("{one}") + garbage + &framed("{two}");
        assert_eq!(
            decoded(stream.as_bytes()),
            ["{one}", report, "{two}"],
            "{garbage:?}"
        );
    }
}

#[test]
fn a_missing_length_is_reported_before_anything_else_arrives() {
    let lost = b"Host: nowhere\r\n\r\n{lost}";
    assert_eq!(decoded(lost), ["[no length]"]);
    let pieces: [&[u8]; 2] = [lost, &framed("{two}").into_bytes()];
    assert_eq!(decoded_in_pieces(&pieces), ["[no length]", "{two}"]);
}

#[test]
fn a_length_that_is_too_short_costs_only_its_own_message() {
    let stream = "Content-Length: 3\r\n\r\n{one}".to_owned() + &framed("{two}");
    assert_eq!(decoded(stream.as_bytes()), ["{on", "[2 stray]", "{two}"]);
}

#[test]
fn what_a_length_that_is_too_long_swallowed_is_read_again() {
    let mut decoder = Decoder::new(LIMIT);
    decoder.feed(b"Content-Length: 9\r\n\r\n{one}Content-Length: 5\r\n\r\n{two}");
    let Some(Ok(Frame::Body(body))) = decoder.next() else {
        panic!("no body");
    };
    assert_eq!(&body[..], b"{one}Cont");

    decoder.unread(&body[5..]);

    assert_eq!(decoder.next().map(describe), Some("{two}".into()));
    assert_eq!(decoder.left_over(), 0);
}

#[test]
fn a_swallowed_header_is_found() {
    let found = |body: &str| swallowed_header(body.as_bytes());
    assert_eq!(found("{oops Content-Length: 5\r\n\r\n{tw"), Some(6));
    assert_eq!(
        found("Content-Length: 5? Content-Length: 5\r\n\r\n"),
        Some(19)
    );
    assert_eq!(found("{\"text\": \"Content-Length: 5\\r\\n\\r\\n\""), None);
    assert_eq!(found("{oops"), None);
}

#[test]
fn a_message_that_is_too_large_is_skipped_without_being_kept() {
    let mut decoder = Decoder::new(LIMIT);
    decoder.feed(b"Content-Length: 50000\r\n\r\n");
    assert_eq!(
        decoder.next().map(describe),
        Some("[too large: 50000]".into())
    );
    decoder.feed(br#"{"id":7,"#);
    assert_eq!(decoder.next(), None);

    for _ in 0..500 {
        decoder.feed(&[b'x'; 100]);
        if let Some(frame) = decoder.next() {
            assert!(describe(frame).starts_with(r#"[head: {"id":7,xxx"#));
        }
        assert!(decoder.left_over() <= LONGEST_PREAMBLE);
    }

    decoder.feed(framed("{two}").as_bytes());
    assert_eq!(decoder.next().map(describe), Some("{two}".into()));
}

#[test]
fn a_lie_about_a_large_message_does_not_hide_the_next_one() {
    let stream = "Content-Length: 18446744073709551615\r\n\r\n{}".to_owned() + &framed("{two}");
    assert_eq!(
        decoded(stream.as_bytes()),
        ["[too large: 18446744073709551615]", "[head: {}]", "{two}"]
    );
}

#[test]
fn the_limit_itself_is_allowed() {
    let body = "x".repeat(LIMIT);
    assert_eq!(decoded(framed(&body).as_bytes()), [body]);
}

/// Bytes that hold no length header.
fn garbage() -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..60),
        "[ \r\n:{}a-z\"-]{0,3000}".prop_map(String::into_bytes),
        "(Content-|Type: x\r\n|\r\n){0,5}".prop_map(String::into_bytes),
    ];
    bytes.prop_filter("holds a header", |bytes| {
        find_length_header(bytes).is_none()
    })
}

proptest! {
    /// However the bytes are cut and whatever stands between them, no message is lost.
    #[test]
    fn every_whole_message_arrives(
        messages in proptest::collection::vec((garbage(), "[{}a日\r\n]{0,40}"), 1..6),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let mut stream = Vec::new();
        for (garbage, body) in &messages {
            stream.extend_from_slice(garbage);
            stream.extend_from_slice(framed(body).as_bytes());
        }
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len())).collect();
        cuts.extend([0, stream.len()]);
        cuts.sort_unstable();
        let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &stream[cut[0]..cut[1]]).collect();

        let mut found = decoded_in_pieces(&pieces);
        found.retain(|line| !line.starts_with('['));

        let sent: Vec<&String> = messages.iter().map(|(_, body)| body).collect();
        prop_assert_eq!(found.iter().collect::<Vec<_>>(), sent);
    }

    /// No bytes make the decoder fail, or keep more than it may.
    #[test]
    fn any_bytes_are_survived(
        pieces in proptest::collection::vec(
            prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..40),
                "Content-Length:[ 0-9-]{0,22}(\r\n|\n|x){0,3}".prop_map(String::into_bytes),
            ],
            0..40,
        ),
    ) {
        let mut decoder = Decoder::new(LIMIT);
        for piece in &pieces {
            decoder.feed(piece);
            while decoder.next().is_some() {}
            prop_assert!(decoder.left_over() <= LONGEST_HEADERS + LIMIT);
        }
    }
}
