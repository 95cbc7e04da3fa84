"""What a person can do with Scholiast in Neovim, in the order they would.

usage: python checks.py NVIM NAME WORK_DIR SCHOLIAST SCRIPTED_MODEL OUT_DIR

NAME is what this Neovim's screenshots begin with.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from editor import Editor
from report import Report

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[2] / "fixtures/editor"
PLUGIN = HERE.parents[1] / "neovim"

TANGLED = """def far(stops, limit):
    for one in stops:
        for two in stops:
            if one != two:
                if one.east - two.east > limit:
                    return True
                if one.north - two.north > limit and (two.is_open or two.is_home):
                    return True
    return False
"""
"""Cognitive complexity 1 + 2 + 3 + 4 + 4 + 2."""


def start_model(program: str) -> tuple[subprocess.Popen, str]:
    """The scripted model and its address, which is the first line it prints."""
    model = subprocess.Popen([program, SAMPLES / "model.json"], stdout=subprocess.PIPE, text=True)
    return model, model.stdout.readline().strip()


def project(folder: Path) -> Path:
    """A folder that is the root of something."""
    (folder / ".git").mkdir(parents=True)
    return folder


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


def scroll_to_function(editor: Editor) -> None:
    editor.type("gg/def settle<CR>zt0w<C-L>")


def checks(report: Report, editor: Editor) -> None:
    sees, type_, command, check = editor.sees, editor.type, editor.command, report.check

    def overview() -> None:
        scroll_to_function(editor)
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
        scroll_to_function(editor)
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
        scroll_to_function(editor)
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
        scroll_to_function(editor)
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
    check_window(report, editor)


def check_window(report: Report, editor: Editor) -> None:
    """What concerns the server and the files beside the first."""
    sees, type_, command, check = editor.sees, editor.type, editor.command, report.check

    def lua(code: str) -> object:
        return editor.call("nvim_exec_lua", code, [])

    def client() -> object:
        return lua("local client = vim.lsp.get_clients({ bufnr = 0, name = 'scholiast' })[1] return client and client.id")

    def related() -> None:
        command("edit! settlement.py")
        scroll_to_function(editor)
        sees("]: cognitive 21")
        places = lua("""
            local found = vim.iter(vim.diagnostic.get(0)):find(function(one) return one.code == 'cognitive-complexity' end)
            return vim.tbl_map(function(place) return place.message end, found.user_data.lsp.relatedInformation)
        """)
        if "+1 for this `for` loop" not in places:
            raise RuntimeError(f"the related places are {places}")

    check("the diagnostic leads to the lines that make the number", related)

    def restart() -> None:
        before = client()
        command("ScholiastRestart")
        editor.wait(lambda: client() not in (before, None), "no other server came")
        scroll_to_function(editor)
        sees("]: cognitive 21")

    check(":ScholiastRestart starts another server for the same file", restart)

    def log() -> None:
        command("ScholiastLog")
        sees("lsp.log")
        command("bdelete")

    check(":ScholiastLog opens the log", log)

    def second_folder() -> None:
        command("edit ../hike/route.py")
        sees("`far` has a cognitive complexity of 16")

    check("a file of another project is served, too", second_folder)

    def unsaved() -> None:
        command("edit late.py")  # a buffer without any name has no URI that Neovim would find again
        type_("idef late(:<CR><Esc>")
        sees("syntax-error")

    check("so is one that is not on the disk yet", unsaved)


def main() -> int:
    nvim, name, work, scholiast, model_program, pictures = sys.argv[1:]
    folder = project(Path(work) / "trip")
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    (project(Path(work) / "hike") / "route.py").write_text(TANGLED, encoding="utf-8")
    model, address = start_model(model_program)
    arguments = ["--clean", "-n", "-u", str(HERE / "init.lua"), "settlement.py"]
    editor = Editor(nvim, arguments, environment(Path(work), scholiast, address), folder)
    report = Report(editor, Path(pictures), name)
    try:
        checks(report, editor)
        return report.close()
    finally:
        editor.quit()
        model.kill()


if __name__ == "__main__":
    sys.exit(main())
