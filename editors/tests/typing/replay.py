"""The slow and plain reading of a recording, to hold an editor's own events against its own text."""

Event = list
"""One line of a recording."""


def check(encoding: str, events: list[Event]) -> str:
    """Replays the events, and compares the text with every checkpoint.

    >>> check("utf-16", [["open", 0, 1, "a𝒳b"], ["change", 9, 2, [[0, 1, 0, 3, 2, "é"]]], ["checkpoint", 9, 2, "aéb"]])
    '1 changes in 1 messages, 1 checkpoints'
    """
    text = ""
    changes = messages = checkpoints = 0
    for kind, at, *rest in events:
        match kind:
            case "open":
                text = rest[1]
            case "change":
                messages += 1
                for change in rest[1]:
                    changes += 1
                    text = apply(text, change, encoding)
            case "checkpoint":
                checkpoints += 1
                if text != rest[1]:
                    raise ValueError(f"after {at} ms the editor has another text than its changes lead to")
    return f"{changes} changes in {messages} messages, {checkpoints} checkpoints"


def apply(text: str, change: list, encoding: str) -> str:
    start_line, start, end_line, end, _, replacement = change
    lines = text.split("\n")
    first = offset(lines, start_line, start, encoding)
    last = offset(lines, end_line, end, encoding)
    return text[:first] + replacement + text[last:]


def offset(lines: list[str], line: int, units: int, encoding: str) -> int:
    """A place in the text, counted in characters; behind the last line is the end."""
    if line >= len(lines):
        return sum(len(before) + 1 for before in lines) - 1
    before = sum(len(before) + 1 for before in lines[:line])
    for at, character in enumerate(lines[line]):
        if units <= 0:
            return before + at
        units -= width(character, encoding)
    return before + len(lines[line])


def width(character: str, encoding: str) -> int:
    match encoding:
        case "utf-8":
            return len(character.encode())
        case "utf-16":
            return 2 if ord(character) > 0xFFFF else 1
    return 1
