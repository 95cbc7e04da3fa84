"""The screen that Neovim draws on an attached UI: its words, and a picture of it.

Follows the `ext_linegrid` events of `:help ui-linegrid`, for one grid.
"""

import html

Colour = int


class Screen:
    def __init__(self) -> None:
        self.rows: list[list[tuple[str, int]]] = []
        self.highlights: dict[int, dict] = {0: {}}
        self.foreground: Colour = 0xFFFFFF
        self.background: Colour = 0
        self.special: Colour = 0xFF0000
        self.cursor = (0, 0)

    def text(self) -> str:
        return "\n".join("".join(cell for cell, _ in row).rstrip() for row in self.rows)

    def draw(self, batch: list) -> None:
        """Takes one `redraw` notification."""
        for name, *calls in batch:
            event = getattr(self, f"_{name}", None)
            for arguments in calls if event else []:
                event(*arguments)

    def _grid_resize(self, _grid: int, width: int, height: int) -> None:
        self.rows = [[(" ", 0)] * width for _ in range(height)]

    def _grid_clear(self, grid: int) -> None:
        self._grid_resize(grid, len(self.rows[0]), len(self.rows))

    def _grid_line(self, _grid: int, row: int, column: int, cells: list, _wrap: bool = False) -> None:
        highlight = 0
        for text, *rest in cells:
            highlight = rest[0] if rest else highlight
            for _ in range(rest[1] if len(rest) > 1 else 1):
                self.rows[row][column] = (text, highlight)
                column += 1

    def _grid_scroll(
        self, _grid: int, top: int, bottom: int, left: int, right: int, by: int, _columns: int
    ) -> None:
        moved = range(top, bottom - by) if by > 0 else range(bottom - 1, top - by - 1, -1)
        for row in moved:
            self.rows[row][left:right] = self.rows[row + by][left:right]

    def _grid_cursor_goto(self, _grid: int, row: int, column: int) -> None:
        self.cursor = (row, column)

    def _default_colors_set(self, foreground: Colour, background: Colour, special: Colour, *_: int) -> None:
        self.foreground, self.background, self.special = foreground, background, special

    def _hl_attr_define(self, number: int, attributes: dict, *_: object) -> None:
        self.highlights[number] = attributes

    def page(self) -> str:
        """The screen as an HTML page."""
        body = "\n".join(self._row(number) for number in range(len(self.rows)))
        return f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: {_css(self.background)}; color: {_css(self.foreground)}; }}
pre {{ margin: 0; padding: 14px 16px; font: 14px/20px Hack, "DejaVu Sans Mono", monospace; }}
span {{ display: inline-block; height: 20px; vertical-align: top; }}
</style><pre>{body}</pre>"""

    def _row(self, number: int) -> str:
        runs: list[tuple[int, bool, str]] = []
        for column, (text, highlight) in enumerate(self.rows[number]):
            at_cursor = (number, column) == self.cursor
            if runs and runs[-1][:2] == (highlight, at_cursor):
                text = runs.pop()[2] + text
            runs.append((highlight, at_cursor, text))
        return "".join(
            f'<span style="{self._style(highlight, at_cursor)}">{html.escape(text)}</span>'
            for highlight, at_cursor, text in runs
        )

    def _style(self, highlight: int, reversed_once: bool) -> str:
        look = self.highlights.get(highlight, {})
        foreground, background = look.get("foreground", self.foreground), look.get("background", self.background)
        if look.get("reverse", False) != reversed_once:
            foreground, background = background, foreground
        style = [f"color:{_css(foreground)}", f"background:{_css(background)}"]
        style += ["font-weight:bold"] if look.get("bold") else []
        style += ["font-style:italic"] if look.get("italic") else []
        for name, line in LINES.items():
            if look.get(name):
                style.append(f"text-decoration:{line} {_css(look.get('special', foreground))}")
        return ";".join(style)


LINES = {
    "underline": "underline",
    "undercurl": "underline wavy",
    "underdouble": "underline double",
    "underdotted": "underline dotted",
    "underdashed": "underline dashed",
    "strikethrough": "line-through",
}


def _css(colour: Colour) -> str:
    return f"#{colour & 0xFFFFFF:06x}"
