"""Makes the recordings in fixtures/typing: a real Neovim, typed in by a person who is a program.

usage: python record.py PREFIX [NAME…]

PREFIX is what setup.sh prepared. All recordings, or those named, are made at once, at a person's pace:
a few minutes.
"""

import json
import os
import random
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(HERE.parent / "neovim"))

from editor import Editor  # noqa: E402
from habits import Habits  # noqa: E402
from replay import check  # noqa: E402
from typist import Typist  # noqa: E402

CHANGES = 1700
"""Content changes in one recording, at least."""

BETWEEN_CHECKPOINTS = 250

PACE = 0.8
"""A quick typist: 1 is some 130 words a minute."""


@dataclass(frozen=True)
class Session:
    """Who types what, how, and what the language server asked for."""

    name: str
    filetype: str
    source: str
    encoding: str
    indent: int = 4
    debounce: int = 0
    """Neovim gathers changes for so many milliseconds; 150 unless told otherwise."""
    pairs: bool = False
    """Whether an opening bracket brings its closing one."""
    ends: str = "\n"
    neovim: str = "neovim/bin/nvim"

    @property
    def seed(self) -> str:
        return self.name


OLDEST = "neovim-0.11/bin/nvim"

SESSIONS = [
    Session("python-utf-8", "python", "editors/tests/neovim/checks.py", "utf-8"),
    Session("python-utf-16", "python", "fixtures/editor/settlement.py", "utf-16", debounce=150),
    Session("python-utf-32", "python", "editors/tests/neovim/screen.py", "utf-32", neovim=OLDEST),
    Session("python-crlf", "python", "fixtures/editor/settlement.py", "utf-16", ends="\r\n"),
    Session("typescript-utf-8", "typescript", "editors/vscode/src/session.ts", "utf-8", 2, pairs=True),
    Session("typescript-utf-16", "typescript", "editors/vscode/src/progress.ts", "utf-16", 2),
    Session("typescript-utf-32", "typescript", "fixtures/editor/shipping.ts", "utf-32", 2, debounce=150),
    Session("tsx-utf-16", "typescriptreact", "editors/tests/typing/sources/trip.tsx", "utf-16", 2, pairs=True),
    Session("rust-utf-8", "rust", "editors/tests/typing/sources/route.rs", "utf-8"),
    Session("rust-utf-16", "rust", "server/text/src/edit.rs", "utf-16", debounce=150, pairs=True),
    Session("go-utf-8", "go", "editors/tests/typing/sources/route.go", "utf-8", pairs=True),
    Session("go-utf-32", "go", "editors/tests/typing/sources/route.go", "utf-32", neovim=OLDEST),
    Session("c-utf-8", "c", "editors/tests/typing/sources/route.c", "utf-8", debounce=150),
    Session("c-utf-16", "c", "editors/tests/typing/sources/route.c", "utf-16"),
]  # fmt: skip


def main() -> None:
    prefix, *names = sys.argv[1:]
    chosen = [session for session in SESSIONS if not names or session.name in names]
    with ThreadPoolExecutor(len(chosen)) as pool:
        for line in pool.map(lambda session: record(session, Path(prefix).resolve()), chosen):
            print(line, flush=True)


def record(session: Session, prefix: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events.jsonl"
        editor = start(session, prefix, Path(folder), events)
        try:
            Sitting(session, editor, events).work()
        finally:
            editor.quit()
        return keep(session, editor_version(prefix / session.neovim), events)


def start(session: Session, prefix: Path, folder: Path, events: Path) -> Editor:
    """Neovim with the first half of the source open: the other half is still to be written."""
    source = (ROOT / session.source).read_text(encoding="utf-8")
    document = folder / Path(session.source).name
    lines = source.splitlines()
    document.write_text("\n".join([*lines[: len(lines) // 2], ""]), encoding="utf-8", newline=session.ends)
    recorder = [sys.executable, str(HERE / "recorder.py"), session.encoding, str(events)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "NVIM", "VIM"))}
    environment = kept | {
        "HOME": str(folder),
        "TYPING_RECORDER": json.dumps(recorder),
        "TYPING_SESSION": json.dumps(asdict(session)),
    }
    arguments = ["--clean", "-n", "-u", str(HERE / "init.lua"), str(document)]
    return Editor(str(prefix / session.neovim), arguments, environment, folder)


class Sitting:
    """One person at one document until enough has been written."""

    def __init__(self, session: Session, editor: Editor, events: Path) -> None:
        self._editor, self._events = editor, events
        self._source = (ROOT / session.source).read_text(encoding="utf-8").splitlines()
        self._typist = Typist(editor, random.Random(session.seed), session.indent, PACE)
        self._read, self._changes, self._checked = 0, 0, 0

    def work(self) -> None:
        self._editor.wait(self._events.exists, "the recorder was never started")
        self._editor.wait(lambda: self._events.stat().st_size > 0, "the document was never opened")
        habits = Habits(self._typist, self._source)
        chance = self._typist.chance
        renewed = 1
        while self._count() < CHANGES:
            if self._changes > renewed * CHANGES // 4:
                renewed += 1
                self._start_over()
            elif chance.random() < 0.06:
                self._write_passage()
            else:
                habits.follow_one()
            self._checkpoint_if_due()
        self._checkpoint()

    def _write_passage(self) -> None:
        """Types some lines of the source below some line, in the order a person would."""
        first = self._typist.chance.randrange(len(self._source))
        lines = self._source[first : first + self._typist.chance.randint(3, 12)]
        self._typist.press("Go")
        for line in lines:
            self._typist.write_lines(["", line])
            self._checkpoint_if_due()
        self._typist.press("<Esc>")

    def _start_over(self) -> None:
        """Throws the whole text away and pastes the source as it was."""
        self._typist.press("ggVGd")
        self._editor.call("nvim_paste", "\n".join(self._source) + "\n", False, -1)
        self._typist.press("<Esc>")

    def _count(self) -> int:
        """How many content changes the recorder has written so far."""
        with self._events.open(encoding="utf-8", newline="\n") as events:
            events.seek(self._read)
            while (line := events.readline()).endswith("\n"):
                self._read = events.tell()
                kind, *rest = json.loads(line)
                if kind == "change":
                    self._changes += len(rest[2])
        return self._changes

    def _checkpoint_if_due(self) -> None:
        if self._count() - self._checked >= BETWEEN_CHECKPOINTS:
            self._checkpoint()

    def _checkpoint(self) -> None:
        """Has the editor itself say what the text is now."""
        self._editor.call("nvim_exec_lua", "checkpoint()", [])
        self._checked = self._changes


def editor_version(program: Path) -> str:
    return os.popen(f"'{program}' --version").readline().strip()


def keep(session: Session, editor: str, events: Path) -> str:
    """Puts the recording among the fixtures, once it leads to the texts the editor said it had."""
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    # What the editor said on its way out belongs to no checkpoint.
    last = max(number for number, line in enumerate(lines) if line.startswith('["checkpoint"'))
    header = {"language": session.filetype, "encoding": session.encoding, "editor": editor}
    recording = [json.dumps(header | {"debounce": session.debounce}) + "\n", *lines[: last + 1]]
    summary = check(session.encoding, [json.loads(line) for line in recording[1:]])
    (ROOT / f"fixtures/typing/{session.name}.jsonl").write_text("".join(recording), encoding="utf-8", newline="\n")
    return f"{session.name}: {summary}"


if __name__ == "__main__":
    main()
