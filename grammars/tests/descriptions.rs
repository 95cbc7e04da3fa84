//! Every language's description fits its grammar, and every language can be found.

use std::path::Path;

use scholiast_grammars::{
    Construct, Flow, Language, Measured, all, by_first_line, by_id, by_path, detect, faults,
};

#[test]
fn every_description_fits_its_grammar() {
    let sentences: Vec<String> = faults().iter().map(ToString::to_string).collect();
    assert!(sentences.is_empty(), "{}", sentences.join("\n"));
}

#[test]
fn languages_are_found_by_id_editor_id_and_path() {
    let found = |language: Option<&'static Language>| language.map(Language::name);
    assert_eq!(found(by_id("python")), Some("Python"));
    assert_eq!(found(by_id("typescriptreact")), Some("TSX"));
    assert_eq!(found(by_id("javascriptreact")), Some("JavaScript"));
    assert_eq!(found(by_path(Path::new("a/b.py"))), Some("Python"));
    assert_eq!(found(by_path(Path::new("A.PYI"))), Some("Python"));
    assert_eq!(found(by_path(Path::new("a.d.mts"))), Some("TypeScript"));
    assert_eq!(found(by_path(Path::new("View.tsx"))), Some("TSX"));
    assert_eq!(
        found(by_path(Path::new("src/View.jsx"))),
        Some("JavaScript")
    );
    assert_eq!(
        found(by_path(Path::new("build/SConstruct"))),
        Some("Python")
    );
    assert_eq!(found(by_path(Path::new("Jakefile"))), Some("JavaScript"));
    assert_eq!(found(by_path(Path::new("Makefile"))), None);
    assert_eq!(found(by_id("klingon")), None);
}

#[test]
fn scripts_are_found_by_their_first_line() {
    let found = |line| by_first_line(line).map(Language::name);
    for (line, name) in [
        ("#!/usr/bin/python", Some("Python")),
        ("#!/usr/bin/env python3", Some("Python")),
        ("#! /opt/python3.11/bin/python3.11 -u", Some("Python")),
        ("#!/usr/bin/env -S PATH=/bin pypy3 -u", Some("Python")),
        ("\u{feff}#!/usr/bin/env node", Some("JavaScript")),
        ("#!/usr/bin/env -S node --test", Some("JavaScript")),
        ("#!/usr/bin/env -S deno run --allow-net", Some("TypeScript")),
        ("#!/usr/bin/env bun", Some("TypeScript")),
        ("#!/usr/bin/env ts-node", Some("TypeScript")),
        ("# -*- mode: python; coding: utf-8 -*-", Some("Python")),
        ("// -*- JavaScript -*-", Some("JavaScript")),
        ("//===-- a.h - A -*- C++ -*-===//", Some("C++")),
        ("/* -*- Mode: C; tab-width: 4 -*- */", Some("C")),
        ("# -*- coding: utf-8 -*-", None),
        ("#!/bin/sh", None),
        ("#!", None),
        ("#!/usr/bin/env", None),
        ("import python", None),
        ("", None),
    ] {
        assert_eq!(found(line), name, "{line}");
    }
}

#[test]
fn the_editor_is_believed_before_the_name_and_the_name_before_the_first_line() {
    let found =
        |id, path: Option<&str>, line| detect(id, path.map(Path::new), line).map(Language::name);
    let shebang = "#!/usr/bin/env node";
    assert_eq!(found(Some("python"), Some("a.ts"), shebang), Some("Python"));
    assert_eq!(
        found(Some("plaintext"), Some("a.ts"), shebang),
        Some("TypeScript")
    );
    assert_eq!(found(None, Some("bin/serve"), shebang), Some("JavaScript"));
    assert_eq!(found(None, None, shebang), Some("JavaScript"));
    assert_eq!(found(Some("plaintext"), Some("a.txt"), ""), None);
    assert_eq!(found(None, Some("a.h"), "#pragma once"), Some("C"));
    assert_eq!(found(None, Some("a.h"), "// -*- C++ -*-"), Some("C++"));
    assert_eq!(found(Some("cpp"), Some("a.h"), ""), Some("C++"));
    assert_eq!(found(None, Some("a.c"), "// -*- C++ -*-"), Some("C"));
}

#[test]
fn no_two_languages_share_an_id_or_an_extension() {
    let mut names: Vec<String> = Vec::new();
    for language in all() {
        names.push(language.id().to_owned());
        names.extend(
            language
                .extensions()
                .map(|extension| format!(".{extension}")),
        );
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// Which construct a section is to have made of some node kind.
type Wanted<'a> = &'a dyn Fn(&Construct) -> bool;

/// What a section is to have made some node kind add to the metrics.
type Adds<'a> = &'a dyn Fn(&Measured) -> bool;

/// What no description may leave out, or the analysis would be silently blind.
#[test]
fn every_language_says_the_essential() {
    for language in all() {
        let has =
            |wanted: Wanted<'_>| (0..=u16::MAX).any(|symbol| wanted(language.construct(symbol)));
        let essentials: [(&str, Wanted<'_>); 6] = [
            ("functions", &|construct| {
                matches!(construct, Construct::Function(_))
            }),
            ("calls", &|construct| {
                matches!(construct, Construct::Call(_))
            }),
            ("names", &|construct| *construct == Construct::Name),
            ("blocks", &|construct| *construct == Construct::Block),
            ("comments", &|construct| *construct == Construct::Comment),
            (
                "structures.loop",
                &|construct| matches!(construct, Construct::Structure(one) if one.flow == Flow::Loop),
            ),
        ];
        for (section, wanted) in essentials {
            assert!(has(wanted), "{} has no `{section}`", language.name());
        }
        let measures: [(&str, Adds<'_>); 3] = [
            ("decisions", &|measured| measured.decision.is_some()),
            ("statements", &|measured| measured.statement.is_some()),
            ("operands", &|measured| measured.is_operand),
        ];
        for (key, wanted) in measures {
            let has = (0..=u16::MAX).any(|symbol| wanted(language.measured(symbol)));
            assert!(has, "{} has no `measures.{key}`", language.name());
        }
        assert!(!language.line_comment().is_empty(), "{}", language.name());
        assert!(
            !language.lexical().brackets.is_empty(),
            "{}",
            language.name()
        );
    }
}
