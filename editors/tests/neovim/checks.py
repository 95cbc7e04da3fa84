"""What a person can do with Scholiast in Neovim, in the order they would.

usage: python checks.py NVIM WORK_DIR SCHOLIAST SCRIPTED_MODEL OUT_DIR
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from editor import Editor

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[2] / "fixtures/editor"
PLUGIN = HERE.parents[1] / "neovim"


class Report:
    """One line a check, and their sum at the end."""

    def __init__(self, editor: Editor, pictures: Path) -> None:
        self.editor, self.pictures = editor, pictures
        self.passed = self.failed = 0

    def check(self, name: str, body: Callable[[], None], picture: str | None = None) -> None:
        began = time.monotonic()
        try:
            body()
            if picture:
                self.editor.screenshot(self.pictures / f"neovim-{picture}.png")
        except (TimeoutError, RuntimeError, OSError, IndexError, subprocess.SubprocessError) as failure:
            self.failed += 1
            print(f"FAIL {name}: {failure}", flush=True)
            print(self.editor.text(), file=sys.stderr)
            return
        self.passed += 1
        print(f"ok   {name} ({(time.monotonic() - began) * 1000:.0f} ms)", flush=True)

    def close(self) -> int:
        print(f"{self.passed} passed, {self.failed} failed")
        return self.failed


def start_model(program: str) -> tuple[subprocess.Popen, str]:
    """The scripted model and its address, which is the first line it prints."""
    model = subprocess.Popen([program, SAMPLES / "model.json"], stdout=subprocess.PIPE, text=True)
    return model, model.stdout.readline().strip()


def environment(work: Path, scholiast: str, model_address: str) -> dict[str, str]:
    """No configuration, key or model of the person who runs the tests may play along."""
    personal = ("SCHOLIAST_", "OPENAI_", "XDG_", "NVIM")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(personal)}
    return kept | {
        "HOME": str(work),
        "SCHOLIAST_PLUGIN": str(PLUGIN),
        "SCHOLIAST_PROGRAM": scholiast,
        "SCRIPTED_MODEL_URL": model_address,
    }


def checks(report: Report, editor: Editor) -> None:
    sees, type_, command, check = editor.sees, editor.type, editor.command, report.check

    def scroll_to_function() -> None:
        type_("gg/def settle<CR>zt0w<C-L>")

    def overview() -> None:
        scroll_to_function()
        sees("cognitive 21")

    check("the server attaches and says that it is ready", lambda: sees("scholiast: ready"))
    check("the inlay hint shows the cognitive complexity", overview)

    def tangled() -> None:
        sees("`settle` has a cognitive complexity of 21")

    def broken() -> None:
        sees("expected `:` after the `while` condition")

    check("the tangled function is explained under its name", tangled)
    check("the syntax error is explained under its line", broken, picture="overview")

    def hover() -> None:
        type_("K")
        sees("nesting depth 5")

    check("K on the name shows the metrics card", hover, picture="hover")

    def why() -> None:
        type_("lh")  # moving closes the card
        command("ScholiastWhy")
        sees("Together 21, of which 13 for nesting")

    check(":ScholiastWhy shows every increment beside the code", why, picture="why")

    def back() -> None:
        type_("q")
        editor.no_longer_sees("Together 21")

    check("q closes that page", back)

    def actions() -> None:
        scroll_to_function()
        type_("gra")
        sees("Improve: reduce complexity")

    check("gra offers the actions", actions, picture="actions")

    def take(action: str) -> None:
        """Types the number that stands before an action."""
        offered = [line for line in editor.text().splitlines() if action in line]
        type_(f"{offered[0].split(':')[0].strip()}<CR>")

    def improve() -> None:
        take("Improve: reduce complexity")
        type_("ggO# Typed while the model answers.<Esc>")
        scroll_to_function()
        sees("if person == expense.payer")

    def no_hint() -> None:
        editor.no_longer_sees("]: cognitive 21")

    check('"Improve: reduce complexity" applies the verified edit, past what was typed meanwhile', improve)
    check("… shows its receipt", lambda: sees("21 → 11"), picture="improved")
    check("… and the hint is gone, for the number fell", no_hint)

    def undo() -> None:
        type_("<CR>u")
        editor.no_longer_sees("if person == expense.payer")
        sees("]: cognitive 21")
        type_("gg")
        sees("# Typed while the model answers.")

    check("one undo brings the old code back", undo)

    def explain() -> None:
        scroll_to_function()
        command("ScholiastExplain")
        sees("walks the expenses once")

    check(":ScholiastExplain shows the facts and the model's words", explain, picture="explain")

    def quick_fix() -> None:
        type_("q/while max<CR>$gra")
        sees("Insert `:`")
        take("Insert `:`")
        sees("> CENT:")
        editor.no_longer_sees("syntax-error")

    check("the quick fix mends the syntax error", quick_fix)

    def health() -> None:
        command("checkhealth scholiast")
        sees("model: scripted")

    check(":checkhealth scholiast finds everything in order", health)

    def typescript() -> None:
        command("edit! shipping.ts")
        sees("cheapestQuote")
        sees("cognitive 21")

    check("TypeScript gets the same", typescript, picture="typescript")


def main() -> int:
    nvim, work, scholiast, model_program, pictures = sys.argv[1:]
    folder = Path(work) / "trip"
    shutil.copytree(SAMPLES, folder)
    model, address = start_model(model_program)
    arguments = ["--clean", "-n", "-u", str(HERE / "init.lua"), "settlement.py"]
    editor = Editor(nvim, arguments, environment(Path(work), scholiast, address), folder)
    report = Report(editor, Path(pictures))
    try:
        checks(report, editor)
        return report.close()
    finally:
        editor.quit()
        model.kill()


if __name__ == "__main__":
    sys.exit(main())
