"""Helix opens a file and shows what Scholiast says of it. It runs in Neovim's terminal, which has a
screen that can be read and photographed.

usage: python checks.py HELIX NEOVIM WORK_DIR SCHOLIAST OUT_DIR
"""

import os
import shlex
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "neovim"))

from editor import Editor  # noqa: E402
from report import Report  # noqa: E402

SAMPLES = HERE.parents[2] / "fixtures/editor"


def configure(home: Path, scholiast: str) -> None:
    """The snippet of this project as a person would copy it; `scholiast` is on the PATH."""
    settings = home / ".config/helix"
    settings.mkdir(parents=True)
    shutil.copy(HERE / "config.toml", settings)
    shutil.copy(HERE.parents[1] / "helix/languages.toml", settings)
    (home / "bin").mkdir()
    (home / "bin/scholiast").symlink_to(scholiast)


def start(helix: str, neovim: str, work: Path) -> Editor:
    shutil.copytree(SAMPLES, work / "trip")
    environment = {
        "HOME": str(work),
        "PATH": f"{work / 'bin'}:{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "COLORTERM": "truecolor",
    }
    editor = Editor(neovim, ["--clean", "-n"], environment, work / "trip")
    editor.command("set laststatus=0 cmdheight=0")
    editor.command(f"terminal {shlex.quote(helix)} settlement.py")
    editor.type("i")
    editor.sees("class Expense")  # before that, the terminal would change what is typed
    return editor


def checks(report: Report, editor: Editor) -> None:
    sees, type_, check = editor.sees, editor.type, report.check

    def overview() -> None:
        type_(":18<CR>")
        sees("`settle` has a cognitive complexity of 21")

    def syntax_error() -> None:
        type_(":40<CR>")
        sees("expected `:` after the `while` condition")

    def hover() -> None:
        type_(":18<CR>ww<Space>k")
        sees("Cognitive complexity")

    def actions() -> None:
        type_("<Esc><Space>a")
        sees("Improve: reduce complexity")

    check("the tangled function is explained", overview, picture="overview")
    check("so is the syntax error", syntax_error, picture="syntax-error")
    check("space k shows the metrics card", hover, picture="hover")
    check("space a offers the actions", actions, picture="actions")


def main() -> int:
    helix, neovim, work, scholiast, pictures = sys.argv[1:]
    configure(Path(work), scholiast)
    editor = start(helix, neovim, Path(work))
    report = Report(editor, Path(pictures), "helix")
    try:
        checks(report, editor)
        return report.close()
    finally:
        editor.quit()


if __name__ == "__main__":
    sys.exit(main())
