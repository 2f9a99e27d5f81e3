"""journal.jsonl: what was done on the desk since a version, a line each, written before it is shown.

A line that was not finished, as where the machine stopped while it was written, was never shown and does not count.
"""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any, Literal

from scheduler import files
from scheduler.domain import Interpreting, Journal, Placement, Problem, Source, Step
from scheduler.errors import IntakeError

MOST_BYTES = 64 * 2**20

Entry = Step | Literal["undo", "redo"]


def read_journal(path: Path) -> tuple[Journal, int]:
    """What was done, and how many lines say so.

    Raises
    ------
    IntakeError
        It cannot be opened, or a line is not as it was written.
    """
    lines = _written(path).split(b"\n")[:-1]  # behind the last line end nothing is finished
    journal = Journal()
    for number, line in enumerate(lines, start=1):
        try:
            journal = _after(journal, json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise IntakeError(Problem("desk.journal", {"line": number}, (_source(path),))) from error
    return journal, len(lines)


def count_entries(path: Path) -> int:
    """How many lines were finished, whatever they say.

    Raises
    ------
    IntakeError
        The journal cannot be opened.
    """
    return _written(path).count(b"\n")


def _written(path: Path) -> bytes:
    try:
        return files.read(path, MOST_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        values = {"file": path.name, "cause": error.strerror or str(error)}
        raise IntakeError(Problem("file.unreadable", values, (_source(path),))) from error


def _source(path: Path) -> Source:
    return Source(f"{path.parent.name}/{path.name}")


def add_entry(path: Path, entry: Entry) -> None:
    """Write down one more, so that it is there whatever happens to the machine then.

    Raises
    ------
    NotWritten
        It could not be; what was written before is whole.
    """
    content = {"is": entry} if isinstance(entry, str) else {"is": "step", **_as_json(entry)}
    line = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    with files.said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "w+b", buffering=0) as stream:
            end = _end(stream.read())
            stream.truncate(end)
            try:
                _write(stream, end, line)
            except OSError:
                with suppress(OSError):
                    stream.truncate(end)  # a whole line would count, though nobody was told of it
                raise


def _write(stream: FileIO, at: int, line: bytes) -> None:
    stream.seek(at)
    while line:
        line = line[stream.write(line) :]
    os.fsync(stream.fileno())


def _end(written: bytes) -> int:
    """Behind the last line that was finished."""
    return written.rfind(b"\n") + 1


def _after(journal: Journal, entry: Any) -> Journal:
    match entry["is"]:
        case "undo":
            return journal.undoing()
        case "redo":
            return journal.redoing()
        case "step":
            return journal.doing(
                Step({id: _place(put) for id, put in entry["puts"].items()}, str(entry["change"]), str(entry["reason"]))
            )
        case other:
            raise ValueError(other)


def _as_json(step: Step) -> dict[str, Any]:
    puts = {id: _put(place) for id, place in step.puts.items()}
    return {"puts": puts, "change": step.change, "reason": step.reason}


def _put(place: Placement) -> dict[str, Any]:
    people = [[one.pair, one.name] for one in place.interpreters]
    return {"start": place.start.isoformat(), "end": place.end.isoformat(), "room": place.room, "interpreters": people}


def _place(put: Any) -> Placement:
    start, end = (datetime.fromisoformat(put[name]).astimezone(UTC) for name in ("start", "end"))
    return Placement(
        start, end, str(put["room"]), tuple(Interpreting(str(pair), str(name)) for pair, name in put["interpreters"])
    )
