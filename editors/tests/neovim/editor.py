"""A real Neovim (`nvim --embed`) with a screen attached, used by keys and read by eye."""

import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgpack

from screen import Screen

PATIENCE = 60.0
"""Seconds that anything may take; a busy machine doubles every time."""

COLUMNS, ROWS = 112, 36
WIDTH, HEIGHT = round(COLUMNS * 8.43) + 32, ROWS * 20 + 28
"""The picture's size in CSS pixels: cells of Hack at 14 px, and the page's padding."""

BROWSER = [
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu"),
    *("--hide-scrollbars", "--force-device-scale-factor=1.5"),
]


class Editor:
    def __init__(
        self, program: str, arguments: list[str], environment: dict[str, str], folder: Path
    ) -> None:
        self.screen = Screen()
        self._drawing = threading.Lock()
        self._answers: dict[int, queue.Queue] = {}
        self._asked = 0
        self._process = subprocess.Popen(
            [program, "--embed", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self.call("nvim_ui_attach", COLUMNS, ROWS, {"rgb": True, "ext_linegrid": True})

    def call(self, method: str, *arguments: object) -> object:
        """One API call, answered."""
        self._asked += 1
        answer = self._answers[self._asked] = queue.Queue()
        self._send([0, self._asked, method, arguments])
        error, result = answer.get(timeout=PATIENCE)
        if error:
            raise RuntimeError(f"{method}: {error}")
        return result

    def type(self, keys: str) -> None:
        """Presses keys, in Neovim's notation (`<CR>`)."""
        self._send([2, "nvim_input", [keys]])

    def command(self, line: str) -> None:
        """Types a command line as a person does."""
        self.type(f":{line}<CR>")

    def text(self) -> str:
        with self._drawing:
            return self.screen.text()

    def sees(self, words: str) -> None:
        """Waits until these words stand on the screen."""
        self.wait(lambda: words in self.text(), f'never saw "{words}"')

    def no_longer_sees(self, words: str) -> None:
        self.wait(lambda: words not in self.text(), f'still sees "{words}"')

    def wait(self, holds: Callable[[], object], complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{complaint} in {PATIENCE:.0f} s")
            time.sleep(0.05)

    def screenshot(self, picture: Path) -> None:
        """Draws the screen as a PNG, with the browser that is installed."""
        time.sleep(0.3)
        with self._drawing:
            page = self.screen.page()
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "screen.html"
            source.write_text(page, encoding="utf-8")
            profile, size = f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{HEIGHT}"
            command = [*BROWSER, profile, size, f"--screenshot={picture}", source.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)

    def quit(self) -> None:
        self._send([2, "nvim_command", ["qall!"]])
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _send(self, message: list) -> None:
        self._process.stdin.write(msgpack.packb(message))
        self._process.stdin.flush()

    def _listen(self) -> None:
        messages = msgpack.Unpacker(raw=False, strict_map_key=False, unicode_errors="replace")
        while piece := os.read(self._process.stdout.fileno(), 1 << 16):
            messages.feed(piece)
            for message in messages:
                self._receive(message)

    def _receive(self, message: list) -> None:
        match message:
            case [1, number, error, result]:
                self._answers.pop(number).put((error, result))
            case [2, "redraw", batch]:
                with self._drawing:
                    self.screen.draw(batch)
