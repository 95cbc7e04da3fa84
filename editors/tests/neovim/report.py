"""One line a check, and their sum at the end."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from editor import Editor


class Report:
    def __init__(self, editor: Editor, pictures: Path, name: str) -> None:
        self.editor, self.pictures, self.name = editor, pictures, name
        self.passed = self.failed = 0

    def check(self, name: str, body: Callable[[], None], picture: str | None = None) -> None:
        began = time.monotonic()
        try:
            body()
            if picture:
                self.editor.screenshot(self.pictures / f"{self.name}-{picture}.png")
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
