"""A change as a sentence of the command line: "swap M02 M03", "leave M01 CN01", "move M15 after 15:00".

The words are those of the sheet Changes, in any of the four languages: what kind, then what about, then who and when.
"""

import re
from collections.abc import Sequence
from typing import Any

from scheduler import words
from scheduler.contract import CHANGES
from scheduler.domain import Message, Moment, Source
from scheduler.domain.cells import Cell
from scheduler.errors import UsageError
from scheduler.intake.changes.lines import NEED_VALUE, TIMED
from scheduler.intake.tables.rows import Row
from scheduler.reading import values as v
from scheduler.reading.phrases import wished
from scheduler.reading.unreadable import Unreadable

LONGEST_KIND = 3
"""Words in the name of a kind of change."""

FIRST_IS_WHAT = (*NEED_VALUE, "add", "pin", "unpin")
"""The kinds in which the first word says what, and the others are the new value."""

_WORD = re.compile(r'"(?P<quoted>[^"]+)"|“(?P<curled>[^”]+)”|「(?P<cornered>[^」]+)」|(?P<bare>\S+)')
_MEETING = re.compile(r"[MmＭｍ][0-9０-９]+[,;、，；/]?")


def spoken(sentence: str, reason: str) -> Row:
    """A sentence as a line of the sheet Changes.

    Raises
    ------
    UsageError
        It names no kind of change, or says of nothing what is to change, or when cannot be read.
    """
    source = Source(f'--change "{sentence}"')
    said = [next(filter(None, found.groups())) for found in _WORD.finditer(sentence)]
    kind, rest = _kind(said)
    if kind is None or not rest or words.fold(rest[0]) in words.values("when"):
        raise _says_nothing(sentence)
    before, times = _parted(rest) if kind in TIMED else (list(rest), [])
    if kind in TIMED and not times:
        before, ranged = _with_range(before, source)
    else:
        ranged = {}
    if kind == "add":
        before = _with_name(before)
    values: dict[str, Any] = {"kind": kind, "what": before[0]}
    if kind in ("leave", "join", "request"):
        values |= {"value": "; ".join(before[1:])}
    elif kind == "replace":
        values |= {"value": " → ".join(w for w in before[1:] if words.fold(w) not in words.values("replaced by"))}
    elif kind in FIRST_IS_WHAT:
        values |= {"value": " ".join(before[1:])}
    elif kind == "swap":
        meetings = [word.rstrip(",;、，；/") for word in before if _MEETING.fullmatch(word)]
        others = [word for word in before if not _MEETING.fullmatch(word) and words.fold(word) not in words.values("joined")]
        values |= {"what": "; ".join(meetings), "value": " ".join(others)}
    elif kind == "move":
        values |= {"value": " ".join(before[1:])}
    else:
        values |= {"what": " ".join(before)}
    values |= ranged
    try:
        values |= _when(times)
        if kind == "move" and not times and values["value"] and words.fold(values["value"]) not in words.values("moved"):
            values |= _as_range(values["value"], source) | {"value": ""}
    except Unreadable as fault:
        told = {"value": sentence, "fault": Message(fault.key, fault.values)}
        raise UsageError(Message("usage.change_when", told)) from None
    values = {name: value for name, value in (values | {"reason": reason}).items() if value}
    if "what" not in values:  # a swap of no meetings
        raise _says_nothing(sentence)
    assert values.keys() <= {column.field for column in CHANGES.columns}
    return Row(source, values, dict.fromkeys(values, source))


def _says_nothing(sentence: str) -> UsageError:
    return UsageError(Message("usage.change", {"value": sentence, "kinds": list(words.choices("change", "en"))}))


def _kind(said: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The kind of change that the first words name, and the others."""
    for length in range(min(LONGEST_KIND, len(said)), 0, -1):
        kind = words.values("change").get(words.fold(" ".join(said[:length])))
        if kind:
            return kind, said[length:]
    return None, said


def _parted(said: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The words before the first that says when, and what each of those says: after 15:00, until 2021-11-05 12:00."""
    known = words.values("when")
    before: list[str] = []
    times: list[tuple[str, str]] = []
    place = 0
    while place < len(said):
        two = words.fold(" ".join(said[place : place + 2]))
        one = words.fold(said[place])
        if place + 2 < len(said) and two in known:
            times.append((known[two], ""))
            place += 2
        elif place + 1 < len(said) and one in known:
            times.append((known[one], ""))
            place += 1
        elif times:
            times[-1] = (times[-1][0], f"{times[-1][1]} {said[place]}".strip())
            place += 1
        else:
            before.append(said[place])
            place += 1
    return before, times


def _with_range(said: Sequence[str], source: Source) -> tuple[list[str], dict[str, Any]]:
    """The words before hours that stand at the end, KR05 2021-11-05 11:00-12:00, and these; all words where none do."""
    for length in (2, 1):
        dated = (
            length == 1 and len(said) > 1 and re.match(r"\d{4}-", said[-2])
        )  # close 2021-11-05 10:00-11:00: a time of its own
        if len(said) > length and not dated and _HOURS.search(said[-1]):
            try:
                return list(said[:-length]), _as_range(" ".join(said[-length:]), source)
            except Unreadable:
                continue
    return list(said), {}


_HOURS = re.compile(r"\d:\d\d\s*[-–~～]\s*\d{1,2}:\d\d$")


def _with_name(said: Sequence[str]) -> list[str]:
    """What is added with its name as one word, before the word that says what it is: Interpreter K, interpreter; R6, room.

    The two may also stand the other way round: add room R6 Zoom.
    """
    kinds = words.values("added")
    places = [place for place, word in enumerate(said) if words.fold(word) in kinds]
    if places[:1] == [0] and len(said) > 1 and places[1:2] in ([], [1]):
        name, rest = _name_and_rest(kinds[words.fold(said[0])], said[1:])
        return [" ".join(name), said[0], *rest]
    at = next((place for place in places if place), 1)
    return [" ".join(said[:at]), *said[at:]]


def _name_and_rest(kind: str, said: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The name of what is added, and what follows it: the languages of an interpreter, the platform and more of a room."""
    if kind == "interpreter" or (len(said) > 1 and words.fold(said[-1]) in words.values("platform")):
        return said[:-1], said[-1:]
    return said[:1], said[1:]


def _when(times: Sequence[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for relation, written in times:
        cell = Cell(written, Source("--change"))
        match relation:
            case "from":
                found["start"] = v.first_moment(cell)
            case "until":
                found["end"] = v.last_moment(cell)
            case "at":
                found |= {"start": v.moment(cell), "value": "exactly"}
            case "on":
                found |= {"start": v.first_moment(cell), "end": v.last_moment(cell)}
    return found


def _as_range(written: str, source: Source) -> dict[str, Any]:
    """Times as a form writes them: 15:00以降, 11月6日."""
    found = wished(Cell(written, source))
    if len(found) != 1:
        raise Unreadable("value.range", value=written)
    (range_,) = found
    zone = range_.zone or ""
    return {"start": Moment(range_.day, range_.start, zone), "end": Moment(range_.day, range_.end, zone)}
