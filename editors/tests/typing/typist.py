"""A person's hands: keys one at a time, at a person's pace, with a person's slips."""

import random
import re
import time

from editor import Editor

NEIGHBOURS = {
    here: "".join(row[max(0, at - 1) : at] + row[at + 1 : at + 2])
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "[]\\", ";'", ",./")
    for at, here in enumerate(row)
}
"""The keys beside a key, which a hurried finger hits instead."""

SLIPS = 0.03
"""The share of letters that go wrong at first."""

KEY = re.compile(r"<[A-Za-z][^<> ]*>|.", re.DOTALL)
"""One key in Neovim's notation."""


class Typist:
    def __init__(self, editor: Editor, chance: random.Random, indent: int, pace: float) -> None:
        self.editor, self.chance = editor, chance
        self._indent, self._pace = indent, pace

    def press(self, keys: str) -> None:
        """Presses keys in Neovim's notation, each followed by a moment."""
        for key in KEY.findall(keys):
            self.editor.type("<lt>" if key == "<" else key)
            self._wait(0.08)

    def think(self) -> None:
        """Looks at the code for a while."""
        self._wait(0.4)

    def write(self, text: str) -> None:
        """Types a text without line ends, slips and mends them."""
        at = 0
        while at < len(text):
            if text[at].lower() in NEIGHBOURS and self.chance.random() < SLIPS:
                at = self._slip(text, at)
            else:
                self._character(text[at])
                at += 1

    def write_lines(self, lines: list[str]) -> None:
        """Types lines in insert mode, from the start of an empty line."""
        for number, line in enumerate(lines):
            if number:
                self.press("<CR>")
            if line.strip():
                self._write_indented(line)

    def _write_indented(self, line: str) -> None:
        """Types a line; the editor's own indentation is mended before and, since a closing brace
        moves its line, after."""
        code = line.lstrip()
        columns = len(line[: len(line) - len(code)].expandtabs(self._indent))
        self._indent_to(columns)
        self.write(code)
        self._indent_to(columns)

    def _indent_to(self, columns: int) -> None:
        here = self.editor.call("nvim_eval", "indent('.')")
        steps = (columns - here) // self._indent
        self.press(("<C-T>" if steps > 0 else "<C-D>") * abs(steps))

    def _slip(self, text: str, at: int) -> int:
        """Mistypes what stands at `at`, sees it some keys later, takes it back: where to go on."""
        wrong = self.chance.choice([self._neighbour, self._twice, self._swapped])(text, at)
        unseen = text[at + 1 : at + 1 + self.chance.randint(0, 3)]
        for character in wrong + unseen:
            self._character(character)
        if self.chance.random() < 0.03:
            return at + 1 + len(unseen)  # never seen
        self._wait(0.2)
        self.press("<BS>" * len(wrong + unseen))
        return at

    def _neighbour(self, text: str, at: int) -> str:
        return self.chance.choice(NEIGHBOURS[text[at].lower()])

    def _twice(self, text: str, at: int) -> str:
        return text[at] * 2

    def _swapped(self, text: str, at: int) -> str:
        return text[at + 1 : at + 2] + text[at]

    def _character(self, character: str) -> None:
        self.editor.type("<lt>" if character == "<" else character)
        self._wait(0.09)

    def _wait(self, seconds: float) -> None:
        time.sleep(min(self.chance.lognormvariate(0, 0.5), 4) * seconds * self._pace)
