//! The rules' own pages: what each finds, why, and how to allow it. They are
//! part of the binary, so that they can be read offline and are those of this
//! very version.

use lsp_types::{CodeDescription, Uri};
use scholiast_analysis::RuleId;

use crate::abilities::Abilities;
use crate::pages::TitledPage;

/// The beginning of the pages' names in our own scheme.
const FOLDER: &str = "scholiast:/rules/";

/// Every rule with its page.
const PAGES: &[(RuleId, &str)] = &[
    (
        RuleId::SYNTAX_ERROR,
        include_str!("../../../docs/rules/syntax-error.md"),
    ),
    (
        RuleId::COGNITIVE_COMPLEXITY,
        include_str!("../../../docs/rules/cognitive-complexity.md"),
    ),
    (
        RuleId::CYCLOMATIC_COMPLEXITY,
        include_str!("../../../docs/rules/cyclomatic-complexity.md"),
    ),
    (
        RuleId::NESTING_DEPTH,
        include_str!("../../../docs/rules/nesting-depth.md"),
    ),
    (
        RuleId::PARAMETERS,
        include_str!("../../../docs/rules/parameters.md"),
    ),
    (
        RuleId::FUNCTION_LINES,
        include_str!("../../../docs/rules/function-lines.md"),
    ),
    (
        RuleId::SUPPRESSION,
        include_str!("../../../docs/rules/suppression.md"),
    ),
];

/// The page of a rule.
pub(crate) fn page(rule: RuleId) -> Option<TitledPage> {
    Some(TitledPage {
        title: rule.to_string(),
        markdown: markdown(rule)?.to_owned(),
    })
}

/// The name of a rule's page in our own scheme.
pub(crate) fn uri(rule: RuleId) -> Uri {
    Uri::from(format!("{FOLDER}{rule}.md"))
}

/// The text of the page with this name, if it is one of a rule.
pub(crate) fn text(uri: &Uri) -> Option<&'static str> {
    let name = uri.0.strip_prefix(FOLDER)?.strip_suffix(".md")?;
    markdown(RuleId::named(name)?)
}

/// The link behind a diagnostic's code, for clients in which it opens something:
/// those that ask us for the text of documents in our own scheme.
pub(crate) fn link(rule: RuleId, abilities: &Abilities) -> Option<CodeDescription> {
    let opens = abilities.code_links && abilities.virtual_documents && markdown(rule).is_some();
    opens.then(|| CodeDescription { href: uri(rule) })
}

fn markdown(rule: RuleId) -> Option<&'static str> {
    let page = PAGES.iter().find(|(of, _)| *of == rule);
    page.map(|(_, markdown)| *markdown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_that_bears_its_name() {
        for &rule in RuleId::ALL {
            let text = text(&uri(rule)).unwrap();
            assert!(text.starts_with(&format!("# {rule}\n")), "{rule}");
            for part in [
                "Why it matters",
                "Bad",
                "Good",
                "How to allow it",
                "Configuration",
            ] {
                assert!(text.contains(&format!("\n## {part}\n")), "{rule}: {part}");
            }
        }
    }

    #[test]
    fn no_other_name_has_one() {
        for name in [
            "scholiast:/rules/other.md",
            "scholiast:/rules/",
            "scholiast:/About f.md",
        ] {
            assert_eq!(text(&Uri::from(name)), None, "{name}");
        }
    }

    #[test]
    fn a_code_is_a_link_only_where_the_link_opens_something() {
        let can = |code_links, virtual_documents| Abilities {
            code_links,
            virtual_documents,
            ..Abilities::default()
        };
        let rule = RuleId::SYNTAX_ERROR;
        assert!(link(rule, &can(true, true)).is_some());
        assert!(link(rule, &can(true, false)).is_none());
        assert!(link(rule, &can(false, true)).is_none());
    }
}
