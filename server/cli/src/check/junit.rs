//! Findings as JUnit's XML, which CI servers draw: a test suite a file, a failed test a finding,
//! and a test that passed for a file without any.

use std::io::Write;

use anyhow::Result;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use scholiast_analysis::Diagnostic;
use scholiast_text::Text;

use super::place::place;
use super::{CheckedFile, Fault, Outcome};

pub(super) fn print(outcome: &Outcome, output: &mut impl Write) -> Result<()> {
    let mut report = Report::new("scholiast");
    report.add_test_suites(outcome.files.iter().map(suite));
    if !outcome.faults.is_empty() {
        let mut suite = TestSuite::new("faults");
        suite.add_test_cases(outcome.faults.iter().map(fault));
        report.add_test_suite(suite);
    }
    report.serialize(&mut *output)?;
    writeln!(output)?;
    Ok(())
}

fn suite(file: &CheckedFile) -> TestSuite {
    let mut suite = TestSuite::new(file.path.to_string_lossy().as_ref());
    if file.found.diagnostics.is_empty() {
        suite.add_test_case(TestCase::new("check", TestCaseStatus::success()));
    }
    let findings = file.found.diagnostics.iter();
    suite.add_test_cases(findings.map(|found| finding(found, &file.found.text)));
    suite
}

fn finding(found: &Diagnostic, text: &Text) -> TestCase {
    let start = place(found.span.start, text);
    let name = format!("{} at {}:{}", found.rule, start.line, start.column);
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(found.rule.as_str());
    status.set_message(found.message.as_str());
    let related = found.related.iter().map(|related| {
        let line = place(related.span.start, text).line;
        format!("line {line}: {}\n", related.message)
    });
    status.set_description(related.collect::<String>());
    TestCase::new(name, status)
}

fn fault(fault: &Fault) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(fault.sentence());
    TestCase::new("fault", status)
}
