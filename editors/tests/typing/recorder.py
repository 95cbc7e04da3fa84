"""A language server that only listens: it writes down what an editor tells it of a document.

usage: python recorder.py ENCODING FILE

One JSON array a line, in the order the events came; the format is in fixtures/typing/README.md.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO, TextIO


def main() -> None:
    encoding, path = sys.argv[1:]
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        began = time.monotonic()
        record = Record(file, lambda: round((time.monotonic() - began) * 1000))
        for message in messages(sys.stdin.buffer):
            if message.get("method") == "exit":
                return
            record.write(message)
            if "id" in message and "method" in message:
                answer(sys.stdout.buffer, message, encoding)


def messages(stream: BinaryIO) -> Iterator[dict]:
    while True:
        length = None
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            return
        yield json.loads(stream.read(length))


def answer(stream: BinaryIO, request: dict, encoding: str) -> None:
    result = capabilities(encoding) if request["method"] == "initialize" else None
    body = json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}).encode()
    stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    stream.flush()


def capabilities(encoding: str) -> dict:
    incremental = 2
    sync = {"openClose": True, "change": incremental}
    return {"capabilities": {"positionEncoding": encoding, "textDocumentSync": sync}}


class Record:
    def __init__(self, file: TextIO, now: Callable[[], int]) -> None:
        self._file, self._now = file, now
        self._version = 0

    def write(self, message: dict) -> None:
        event = self._event(message.get("method"), message.get("params"))
        if event:
            json.dump(event, self._file, ensure_ascii=False, separators=(",", ":"))
            self._file.write("\n")
            self._file.flush()

    def _event(self, method: str | None, params: dict) -> list | None:
        match method:
            case "textDocument/didOpen":
                document = params["textDocument"]
                self._version = document["version"]
                return ["open", self._now(), self._version, document["text"]]
            case "textDocument/didChange":
                self._version = params["textDocument"]["version"]
                changes = [change(one) for one in params["contentChanges"]]
                return ["change", self._now(), self._version, changes]
            case "textDocument/didClose":
                return ["close", self._now()]
            case "recorder/checkpoint":
                return ["checkpoint", self._now(), self._version, params["text"]]
        return None


def change(sent: dict) -> list:
    start, end = sent["range"]["start"], sent["range"]["end"]
    place = [start["line"], start["character"], end["line"], end["character"]]
    return [*place, sent.get("rangeLength"), sent["text"]]


if __name__ == "__main__":
    main()
