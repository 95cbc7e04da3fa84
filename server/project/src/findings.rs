//! What there is to say of a file under a configuration: syntax errors, and functions over the
//! thresholds, each with the severity that is configured.

use scholiast_analysis::{
    self as analysis, Analysis, Diagnostic, Function, RELATED_LIMIT, Related, RuleId, Severity,
};

use crate::configuration::{Configuration, Threshold, ThresholdSettings};

impl Configuration {
    /// The findings of an analysed file, in the order of the source.
    #[must_use]
    pub fn findings(&self, analysis: &Analysis) -> Vec<Diagnostic> {
        let language = analysis.language().id();
        let found = unweighed(analysis, &self.threshold_settings_in(language));
        self.weighed(language, found)
    }

    /// Findings with the severities that are configured, and without the rules that are off.
    #[must_use]
    pub fn weighed(&self, language_id: &str, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let weighed = |mut found: Diagnostic| {
            let configured = self.severity_in(language_id, found.rule.as_str());
            found.severity = match configured {
                None => found.severity,
                Some(setting) => setting.severity()?,
            };
            Some(found)
        };
        found.into_iter().filter_map(weighed).collect()
    }
}

/// The findings with the severities that they have where nothing is configured.
pub(crate) fn unweighed(analysis: &Analysis, thresholds: &ThresholdSettings) -> Vec<Diagnostic> {
    let mut found = analysis::unsuppressed_diagnostics(analysis, &thresholds.analysed());
    if thresholds.ask_for_more_than_analysed() {
        let functions = analysis.report().functions.iter();
        // The numbers of a broken function come and go with the brackets around it.
        for function in functions.filter(|function| !function.has_syntax_error) {
            found.extend(too_many_paths(analysis, function, thresholds.cyclomatic));
            found.extend(over_bounds(analysis, function, thresholds));
        }
    }
    let mut found = analysis::suppressed(analysis, found);
    found.sort_by_key(|found| found.span);
    found
}

/// Paths are counted on demand alone, since that walks the function once more.
fn too_many_paths(
    analysis: &Analysis,
    function: &Function,
    threshold: Option<Threshold>,
) -> Option<Diagnostic> {
    let Some(Threshold::Above(threshold)) = threshold else {
        return None;
    };
    let cyclomatic = analysis::measure(analysis, function)?.cyclomatic;
    let total = cyclomatic.total();
    if total <= threshold {
        return None;
    }
    let decisions = cyclomatic.decisions.iter().take(RELATED_LIMIT);
    let related = decisions.map(|decision| Related {
        span: decision.span,
        message: decision.sentence(),
    });
    Some(Diagnostic {
        span: function.name_span,
        severity: Severity::Information,
        rule: RuleId::CYCLOMATIC_COMPLEXITY,
        message: format!(
            "`{}` has a cyclomatic complexity of {total} (threshold {threshold})",
            function.name
        ),
        related: related.collect(),
        omitted_related: cyclomatic.decisions.len().saturating_sub(RELATED_LIMIT),
    })
}

fn over_bounds(
    analysis: &Analysis,
    function: &Function,
    thresholds: &ThresholdSettings,
) -> Vec<Diagnostic> {
    let name = &function.name;
    let lines = thresholds
        .lines
        .filter(|threshold| matches!(threshold, Threshold::Above(_)))
        .and_then(|_| analysis::measure(analysis, function))
        .map_or(0, |measured| measured.lines.code);
    let measures = [
        (
            RuleId::NESTING_DEPTH,
            thresholds.nesting,
            function.nesting_depth,
            "is nested # deep",
        ),
        (
            RuleId::PARAMETERS,
            thresholds.parameters,
            function.parameters,
            "takes # parameters",
        ),
        (
            RuleId::FUNCTION_LINES,
            thresholds.lines,
            lines,
            "has # lines of code",
        ),
    ];
    let over = |(rule, threshold, number, words): (RuleId, Option<Threshold>, u32, &str)| {
        let threshold = threshold.filter(|threshold| threshold.is_exceeded_by(number))?;
        let words = words.replace('#', &number.to_string());
        Some(Diagnostic {
            span: function.name_span,
            severity: Severity::Information,
            rule,
            message: format!("`{name}` {words} (threshold {threshold})"),
            related: Vec::new(),
            omitted_related: 0,
        })
    };
    measures.into_iter().filter_map(over).collect()
}

#[cfg(test)]
mod tests {
    use scholiast_analysis::Cancellation;
    use scholiast_grammars::by_id;
    use scholiast_text::Text;

    use crate::configuration::Layers;

    const SOURCE: &str = "def f(a, b):\n    if a:\n        if b:\n            return\n";

    /// Severity, rule and message of each finding in [`SOURCE`] under these settings.
    fn findings(settings: &[(&str, serde_json::Value)]) -> Vec<String> {
        let mut layers = Layers::default();
        for (key, value) in settings {
            layers.set_flag("--test", key, value.clone());
        }
        let configuration = layers.load("/nowhere".as_ref()).configuration;
        let text = Text::new(SOURCE);
        let python = by_id("python").unwrap();
        let analysis = super::Analysis::of(python, text, &Cancellation::new()).unwrap();
        let found = configuration.findings(&analysis).into_iter();
        found
            .map(|found| format!("{:?} {}: {}", found.severity, found.rule, found.message))
            .collect()
    }

    #[test]
    fn every_threshold_that_is_set_is_held() {
        let set = ["cyclomatic", "nesting", "parameters", "lines"]
            .map(|name| format!("thresholds.{name}"));
        let set: Vec<_> = set.iter().map(|key| (key.as_str(), 1.into())).collect();
        assert_eq!(
            findings(&set),
            [
                "Information cyclomatic-complexity: `f` has a cyclomatic complexity of 3 (threshold 1)",
                "Information nesting-depth: `f` is nested 2 deep (threshold 1)",
                "Information parameters: `f` takes 2 parameters (threshold 1)",
                "Information function-lines: `f` has 4 lines of code (threshold 1)",
            ]
        );
        assert!(findings(&[]).is_empty());
    }

    #[test]
    fn a_rule_is_as_serious_as_it_is_set_or_silent() {
        let low = ("thresholds.cognitive", 1.into());
        let as_warning = ("rules.cognitive-complexity", "warning".into());
        assert_eq!(
            findings(&[low.clone(), as_warning]),
            ["Warning cognitive-complexity: `f` has a cognitive complexity of 3 (threshold 1)"]
        );
        let off = ("rules.cognitive-complexity", "off".into());
        assert!(findings(&[low, off]).is_empty());
    }
}
