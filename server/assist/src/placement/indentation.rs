//! What one level of indentation is made of.

/// One level of indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Tab,
    /// So many spaces, at least one.
    Spaces(usize),
}

impl Step {
    /// The step behind these lines, each without its margin: tabs if there are any, else as many
    /// spaces as the least indented one has.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        if lines.clone().any(|line| line.starts_with('\t')) {
            return Some(Self::Tab);
        }
        let widths = lines
            .map(|line| leading(line, ' '))
            .filter(|&width| width > 0);
        widths.min().map(Self::Spaces)
    }

    /// `line` with its whole levels of this step exchanged for levels of `other`. What is left
    /// over, such as the space before the `*` of a doc comment, stays.
    pub(super) fn exchanged(&self, other: &Self, line: &str) -> String {
        let (levels, bytes) = match self {
            _ if self == other => return line.to_owned(),
            Self::Tab => {
                let tabs = leading(line, '\t');
                (tabs, tabs)
            }
            Self::Spaces(width) => {
                let levels = leading(line, ' ') / width;
                (levels, levels * width)
            }
        };
        other.to_string().repeat(levels) + &line[bytes..]
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tab => formatter.write_str("\t"),
            Self::Spaces(width) => formatter.write_str(&" ".repeat(*width)),
        }
    }
}

/// How many of these characters, each one byte, the line starts with.
fn leading(line: &str, character: char) -> usize {
    line.len() - line.trim_start_matches(character).len()
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn the_least_indented_line_gives_the_step() {
        let step = |lines: &[&str]| Step::of(lines.iter().copied());
        assert_eq!(
            step(&["def f(", "        a):", "    b"]),
            Some(Step::Spaces(4))
        );
        assert_eq!(step(&["f {", "  a", "\tb", "}"]), Some(Step::Tab));
        assert_eq!(step(&["f"]), None);
    }

    #[test]
    fn whole_levels_are_exchanged_and_the_rest_stays() {
        let table = [
            (Step::Spaces(4), Step::Tab, "        x", "\t\tx"),
            (Step::Spaces(4), Step::Tab, "     * x", "\t * x"),
            (Step::Tab, Step::Spaces(2), "\t\t x", "     x"),
            (Step::Spaces(4), Step::Spaces(2), "    x", "  x"),
            (Step::Tab, Step::Tab, "\t  x", "\t  x"),
        ];
        for (from, to, line, expected) in table {
            assert_eq!(from.exchanged(&to, line), expected, "{from:?} to {to:?}");
        }
    }
}
