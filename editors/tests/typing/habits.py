"""What a person does to code that is already there: a list of habits, each a line of keys.

Words in braces stand for something chosen anew each time:

| word | keys |
|---|---|
| `{line}` `{word}` | to some line; to some word of it |
| `{few}` | a number from 2 to 5 |
| `{name}` `{remark}` `{code}` | typed text: an identifier, a remark, a line of the source |
| `{paste}` | some lines of the source, pasted from outside the editor |
"""

import re
from dataclasses import dataclass

from typist import Typist

REMARKS = [
    "see below", "naïve, but short", "Größe in Byte", "日本語の文字列", "→ the next stop", "𝒳 is the unknown",
    "launch 👩‍🚀 then wait", "cafe\u0301 prices", "Ωμέγα comes last", "зачем?", "TODO: check twice", "x ≤ y ≤ z 𝟙",
]  # fmt: skip
"""Some of it takes two, three or four bytes a character, and one or two UTF-16 units."""

NAMES = ["total", "count", "größe", "stop", "weight", "é", "remaining", "value", "node", "数", "limit"]


@dataclass(frozen=True)
class Habit:
    weight: int
    keys: str
    regret: float = 0.2
    """How often it is undone at once."""


HABITS = [
    # Words and lines that are changed in place.
    Habit(8, "{line}{word}ciw{name}<Esc>"),
    Habit(4, "{line}{word}cw{name}<Esc>j0{word}."),
    Habit(4, "{line}A {remark}<Esc>", 0.6),
    Habit(3, "{line}A<BS><BS><Esc>", 0.8),
    Habit(3, "{line}A<C-W><C-W>{name}<Esc>", 0.7),
    Habit(2, "{line}A<C-U><Esc>", 0.9),
    Habit(3, "{line}I{name} = <Esc>", 0.7),
    Habit(3, "{line}{word}i<Del><Del><Left><Left>{name}<Esc>", 0.7),
    Habit(3, "{line}{word}ea{name}<Esc>"),
    Habit(3, "{line}{word}{few}x", 0.7),
    Habit(2, "{line}{word}r_", 0.5),
    Habit(2, "{line}{word}~~", 0.5),
    Habit(2, "{line}{word}gUiw", 0.6),
    Habit(2, "{line}{word}xp", 0.7),
    Habit(2, "{line}ci({name}, {name}<Esc>"),
    Habit(2, '{line}ci"{remark}<Esc>'),
    Habit(1, "{line}di(", 0.7),
    Habit(1, "{line}%d%", 0.9),
    Habit(2, "{line}D", 0.8),
    Habit(2, "{line}S{code}<Esc>", 0.6),
    Habit(2, "{line}{word}{few}<C-A>"),
    Habit(1, "{line}{word}R{name}<Esc>", 0.6),
    # Lines that come, go and move.
    Habit(5, "{line}o{code}<Esc>", 0.4),
    Habit(3, "{line}O{code}<Esc>", 0.4),
    Habit(5, "{line}dd", 0.6),
    Habit(3, "{line}{few}dd", 0.7),
    Habit(3, "{line}ddp", 0.6),
    Habit(3, "{line}yyp", 0.4),
    Habit(3, "{line}{few}yy{line}P", 0.6),
    Habit(3, "{line}J", 0.7),
    Habit(1, "{line}{few}J", 0.8),
    Habit(1, "{line}gJ", 0.8),
    Habit(2, ":{number}m+1<CR>", 0.5),
    Habit(2, ":{number}t.<CR>", 0.5),
    Habit(2, "{line}dap", 0.7),
    Habit(1, "{line}dapP", 0.2),
    Habit(1, "{line}d}", 0.8),
    Habit(1, "{line}dG", 1.0),
    Habit(1, "ggdG", 1.0),
    Habit(1, "{line}S<Esc>kdd", 0.5),
    # Indentation and layout.
    Habit(3, "{line}>>", 0.6),
    Habit(3, "{line}<<", 0.6),
    Habit(2, "{line}=ap", 0.4),
    Habit(1, "gg=G", 0.7),
    Habit(2, "{line}V{few}j>", 0.6),
    Habit(1, "{line}gqq", 0.7),
    Habit(1, "{line}i<CR><Esc>", 0.4),
    Habit(2, "{line}{word}i<CR><Esc>", 0.7),
    # Blocks, and several places at once.
    Habit(3, "{line}0<C-V>{few}jI# <Esc>", 0.6),
    Habit(2, "{line}0<C-V>{few}j$A {name}<Esc>", 0.7),
    Habit(2, "{line}{word}<C-V>{few}jd", 0.8),
    Habit(1, "{line}{word}<C-V>{few}jc{name}<Esc>", 0.8),
    Habit(2, "{line}V{few}jd{line}p", 0.7),
    Habit(1, "{line}V{few}jy{line}Vp", 0.8),
    Habit(2, "{line}{word}viwd", 0.7),
    Habit(2, "{line}qqA,<Esc>jq{few}@q", 0.7),
    # The command line.
    Habit(3, "{line}:s/e/ε/g<CR>", 0.7),
    Habit(2, r":%s/\<return\>/retour/g<CR>", 0.8),
    Habit(1, r":%s/\s\+$//e<CR>"),
    Habit(1, r":%s/^$/\r/<CR>", 0.8),
    Habit(1, ":g/^$/d<CR>", 0.9),
    Habit(1, ":g/^/m0<CR>", 1.0),
    Habit(1, "{line}V{few}j:sort<CR>", 0.7),
    Habit(1, "{line}V{few}j:normal A;<CR>", 0.7),
    # Second thoughts.
    Habit(6, "u"),
    Habit(4, "uuu<C-R><C-R>"),
    Habit(2, "uuuuuu<C-R><C-R><C-R><C-R><C-R><C-R>"),
    Habit(3, "{line}{paste}", 0.5),
    Habit(2, ":w<CR>"),
    Habit(1, ":w<CR>{line}ddA {name}<Esc>:e!<CR>"),
]

TOKEN = re.compile(r"\{[a-z]+\}|[^{]+|\{")


class Habits:
    """One person's habits in one file."""

    def __init__(self, typist: Typist, source: list[str]) -> None:
        self._typist, self._source = typist, source
        self._chance = typist.chance

    def follow_one(self) -> None:
        """Does one of the things above, and sometimes takes it back."""
        weights = [habit.weight for habit in HABITS]
        [habit] = self._chance.choices(HABITS, weights)
        for token in TOKEN.findall(habit.keys):
            self._do(token)
        self._typist.press("<Esc>")
        self._typist.think()
        if self._chance.random() < habit.regret:
            self._typist.press("u")

    def _do(self, token: str) -> None:
        press, write = self._typist.press, self._typist.write
        match token:
            case "{line}":
                press(f"{self._line()}G")
            case "{number}":
                press(str(self._line()))
            case "{word}":
                press("0" + "w" * self._chance.randint(0, 6))
            case "{few}":
                press(str(self._chance.randint(2, 5)))
            case "{name}":
                write(self._chance.choice(NAMES))
            case "{remark}":
                write(self._chance.choice(REMARKS))
            case "{code}":
                write(self._chance.choice(self._source).strip())
            case "{paste}":
                self._paste()
            case _:
                press(token)

    def _line(self) -> int:
        lines = self._typist.editor.call("nvim_buf_line_count", 0)
        return self._chance.randint(1, max(1, lines - 1))

    def _paste(self) -> None:
        first = self._chance.randrange(len(self._source))
        lines = self._source[first : first + self._chance.randint(1, 12)]
        self._typist.editor.call("nvim_paste", "\n".join(lines) + "\n", False, -1)
