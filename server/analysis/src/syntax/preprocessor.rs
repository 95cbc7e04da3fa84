//! What a preprocessor may leave of a text.
//!
//! Directives are not code, and of the branches of a conditional only one is. Which one is not
//! known here, so a text is read twice: as if all that it asks for were defined, and as if nothing
//! were.

/// The directives that are known by name; other lines with the sign are code.
const DIRECTIVES: [&str; 17] = [
    "define",
    "elif",
    "elifdef",
    "elifndef",
    "else",
    "endif",
    "error",
    "ident",
    "if",
    "ifdef",
    "ifndef",
    "import",
    "include",
    "include_next",
    "pragma",
    "undef",
    "warning",
];

/// The text as the compiler may see it: each byte that is no code is a space. Once as if every
/// condition held, once as if none did.
pub(crate) fn readings(text: &str, sign: &str) -> [String; 2] {
    [true, false].map(|assumed| Reader::new(sign, assumed).read(text))
}

/// One branch of a conditional.
#[derive(Clone, Copy)]
struct Conditional {
    /// Whether the text around it is code.
    is_reached: bool,
    /// Whether this branch is.
    is_taken: bool,
    /// Whether this branch or one before it is.
    was_taken: bool,
}

struct Reader<'s> {
    sign: &'s str,
    /// What is assumed of a condition.
    assumed: bool,
    open: Vec<Conditional>,
    seen: String,
}

impl<'s> Reader<'s> {
    fn new(sign: &'s str, assumed: bool) -> Self {
        Self {
            sign,
            assumed,
            open: Vec::new(),
            seen: String::new(),
        }
    }

    fn read(mut self, text: &str) -> String {
        let mut rest = text;
        while !rest.is_empty() {
            let directive = self.directive(rest);
            let end = if directive.is_some() {
                end_of_directive(rest)
            } else {
                end_of_line(rest)
            };
            let (piece, after) = rest.split_at(end);
            if let Some((name, condition)) = directive {
                let next = self.directive(after);
                self.follow(name, condition, next);
            }
            self.show(piece, directive.is_some());
            rest = after;
        }
        self.seen
    }

    /// The name of the directive on the first line of a text, and what follows it there.
    fn directive<'l>(&self, text: &'l str) -> Option<(&'l str, &'l str)> {
        let line = &text[..end_of_line(text)];
        let rest = line.trim_start().strip_prefix(self.sign)?.trim_start();
        let is_letter = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
        let end = rest.find(|letter| !is_letter(letter));
        let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
        DIRECTIVES.contains(&name).then_some((name, rest.trim()))
    }

    fn follow(&mut self, name: &str, rest: &str, next: Option<(&str, &str)>) {
        match name {
            "if" | "ifdef" | "ifndef" => {
                let is_reached = self.is_code();
                let is_taken = is_guard(name, rest, next) || self.holds(name, rest);
                self.open.push(Conditional {
                    is_reached,
                    is_taken,
                    was_taken: is_taken,
                });
            }
            "elif" | "elifdef" | "elifndef" => {
                let holds = self.holds(name.trim_start_matches("el"), rest);
                self.next_branch(holds);
            }
            "else" => self.next_branch(true),
            "endif" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn next_branch(&mut self, holds: bool) {
        if let Some(conditional) = self.open.last_mut() {
            conditional.is_taken = holds && !conditional.was_taken;
            conditional.was_taken |= holds;
        }
    }

    fn holds(&self, name: &str, condition: &str) -> bool {
        let word = condition.split_whitespace().next().unwrap_or_default();
        match word {
            "0" => false,
            "1" => true,
            _ if name == "ifndef" || word.starts_with('!') => !self.assumed,
            _ => self.assumed,
        }
    }

    fn is_code(&self) -> bool {
        let last = self.open.last();
        last.is_none_or(|conditional| conditional.is_reached && conditional.is_taken)
    }

    fn show(&mut self, line: &str, is_directive: bool) {
        let shown = if is_directive {
            // A comment may start in a directive and end behind it.
            let comment = line.rfind("/*");
            comment
                .filter(|at| !line[*at..].contains("*/"))
                .unwrap_or(line.len())
        } else if self.is_code() {
            0
        } else {
            line.len()
        };
        let (hidden, code) = line.split_at(shown);
        let blank = hidden
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        self.seen.extend(blank);
        self.seen.push_str(code);
    }
}

fn end_of_line(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

/// The end of a directive: of its line, or of the last one that the lines before it go on with.
fn end_of_directive(text: &str) -> usize {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if !line.trim_end().ends_with('\\') {
            break;
        }
    }
    end
}

/// Whether a conditional only keeps a header from being read twice.
fn is_guard(name: &str, condition: &str, next: Option<(&str, &str)>) -> bool {
    let word = |text: &str| {
        text.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let defines =
        next.is_some_and(|(name, rest)| name == "define" && word(rest) == word(condition));
    name == "ifndef" && defines
}

#[cfg(test)]
mod tests {
    use super::readings;

    /// The two readings with their blanks squeezed.
    fn read(text: &str) -> [String; 2] {
        readings(text, "#").map(|reading| {
            let words: Vec<&str> = reading.split_whitespace().collect();
            words.join(" ")
        })
    }

    #[test]
    fn one_branch_of_a_conditional_is_code() {
        assert_eq!(read("#ifdef A\na\n#else\nb\n#endif\nc\n"), ["a c", "b c"]);
        assert_eq!(read("#ifndef A\na\n#endif\nc\n"), ["c", "a c"]);
        assert_eq!(read("#if A\na\n#elif B\nb\n#else\nc\n#endif\n"), ["a", "c"]);
        assert_eq!(read("#if 0\ndon't\n#else\na\n#endif\n"), ["a", "a"]);
        assert_eq!(
            read("#if A\n# if 1\na\n# else\nb\n# endif\n#endif\nc\n"),
            ["a c", "c"]
        );
    }

    #[test]
    fn a_guard_is_always_code() {
        let guarded = "#ifndef A_H\n#define A_H\na\n#endif /* A_H */\n";
        assert_eq!(read(guarded), ["a", "a"]);
    }

    #[test]
    fn directives_are_no_code_but_what_follows_them_keeps_its_place() {
        let text = "#define A(x) { \\\n  é(x \na\n  #pragma b (\n#x c\n";
        let [reading, _] = readings(text, "#");
        assert_eq!(reading.len(), text.len());
        assert_eq!(reading.find('a'), text.find("\na").map(|at| at + 1));
        assert_eq!(read(text), ["a #x c", "a #x c"]);
        let comment = "#endif /* b\n ' */ a\n#if /* c */ A /* \\\n ( */\n#endif\nd";
        assert_eq!(read(comment), ["/* b ' */ a d", "/* b ' */ a d"]);
    }
}
