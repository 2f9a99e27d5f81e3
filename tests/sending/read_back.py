"""The files of a packet read back, as a person would who knows the words of its language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
from icalendar import Calendar

from scheduler import words
from tests.sending.plaza import GOVERNMENTS, PEOPLE
from tests.sending.told import SHOWN_AS, Known, State, Told, Waiting

HEADINGS = (
    *(
        "room",
        "link",
        "meeting_id",
        "passcode",
        "partner",
        "parties",
        "optional",
        "attends",
        "interpreters",
        "topic",
        "state",
    ),
    "pair",
)
PAIRS = ("en-ja", "en-ko", "en-zh", "ja-ko", "ja-zh", "ko-zh")
WHY = ("no_time", "cancelled", "not_arranged", "gone")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_CLOCK = re.compile(r"\d\d:\d\d")
_DAY = re.compile(
    r"(?P<y>\d{4})\D{1,2}(?P<m>\d{1,2})\D{1,2}(?P<d>\d{1,2})(?![\d:])"  # 2021年11月5日, 2021. 11. 5.
    r"|(?P<day>\d{1,2}) (?P<month>[A-Z]\w\w) (?P<year>\d{4})"  # 5 Nov 2021
)


@dataclass(frozen=True)
class Reader:
    """Who reads: in which language, on which clock, and as which government, if it is one."""

    language: str
    zone: str
    code: str = ""

    @classmethod
    def of(cls, languages: tuple[str, ...], zone: str, code: str = "") -> "Reader":
        """One that reads the first of its languages in which the program writes."""
        return cls(next((one for one in languages if one in words.LANGUAGES), "en"), zone, code)

    def word(self, key: str) -> str:
        return words.catalogue(self.language)[key]

    def span(self, text: str) -> tuple[datetime, datetime]:
        """From when to when; the day of the end stands there only where it is another."""
        days, (start, end) = list(_days(text)), _CLOCK.findall(text)
        return self._instant(days[0], start), self._instant(days[-1], end)

    def _instant(self, day: tuple[int, int, int], clock: str) -> datetime:
        hour, minute = map(int, clock.split(":"))
        return datetime(*day, hour, minute, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def told(self, when: tuple[datetime, datetime], details: Mapping[str, str]) -> Told:
        """A meeting from what stands under each of its headings."""
        said = {name: details.get(self.word(f"letter.{name}"), "") for name in HEADINGS}
        states: dict[str, State] = {self.word("letter.settled"): "settled", self.word("letter.provisional"): "provisional"}
        helped = said["interpreters"]
        return Told(
            *when,
            room(said["room"]),
            said["link"] if "://" in said["link"] else "",
            said["meeting_id"],
            said["passcode"],
            governments(said["partner"] or said["parties"]),
            governments(said["optional"]) | ({self.code} if said["attends"] else set()),
            frozenset(name for name in PEOPLE if name in helped),
            governments(helped) | ({self.code} if self.word("letter.own") in helped else set()),
            said["topic"],
            states.get(said["state"], "asked"),
            ", ".join(pair for pair in PAIRS if words.name_of_pair(self.language, pair) in said["pair"]),
        )

    def waiting(self, line: str) -> tuple[str, Waiting]:
        """What has no place, by its number."""
        found = _form(self.language, "letter.unplaced").fullmatch(line)
        assert found, line
        why = next(kind for kind in WHY if self.word(f"outward.{kind}") in line)
        return found["meeting"], Waiting(governments(line), why, self.word("letter.no_more") in line)


def _days(text: str) -> Iterator[tuple[int, int, int]]:
    for one in _DAY.finditer(text):
        if one["y"]:
            yield int(one["y"]), int(one["m"]), int(one["d"])
        else:
            yield int(one["year"]), MONTHS.index(one["month"]) + 1, int(one["day"])


def room(text: str) -> str:
    """A room and its platform, whose brackets stand as the language has them."""
    return re.sub(r"\s*[(（](.*)[)）]$", r" (\1)", text)


def governments(text: str) -> frozenset[str]:
    """Those that are named in a text, in whichever language."""
    return frozenset(code for code, (_, _, word) in GOVERNMENTS.items() if word in text)


@cache
def _form(language: str, key: str) -> re.Pattern[str]:
    """An entry of a catalogue as what is read back: each gap is a group of its name."""
    parts = re.split(r"\{(\w+)\}", words.catalogue(language)[key])
    return re.compile("".join(f"(?P<{part}>.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)))


# --------------------------------------------------------------------------------------------------------- file by file


def in_sheet(path: Path, reader: Reader) -> Known:
    """What `meetings.xlsx` says: a line for each meeting, and below them what has no place."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    headings, *rows = ([str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=4, values_only=True))
    found: dict[str, Told | Waiting] = {}
    for row in (row for row in rows if row[0]):
        details = dict(zip(headings, row, strict=True))
        when = details.get(reader.word("letter.when"))
        id, told = (row[0], reader.told(reader.span(when), details)) if when else reader.waiting(row[0])
        assert id not in found, "each once"
        found[id] = told
    return found


def in_letter(text: str, reader: Reader) -> Known:
    """What a letter says of meetings, each below its number and time, and of what has no place."""
    found: dict[str, Told | Waiting] = {}
    lines = text.splitlines()
    for place, line in enumerate(lines):
        if head := re.fullmatch(r"(M\d+)  (\S.+)", line):
            assert head[1] not in found, "each once"
            found[head[1]] = reader.told(reader.span(head[2]), dict(_details(lines[place + 1 :], reader)))
    return found | dict(reader.waiting(line) for line in section(text, "not_arranged", reader))


def in_calendar(path: Path, reader: Reader) -> Known:
    """What a calendar says of meetings that take place; nothing where there is none."""
    found: dict[str, Told | Waiting] = {}
    calendar: Any = Calendar.from_ical(path.read_bytes()) if path.exists() else Calendar()
    for one in calendar.walk("VEVENT"):
        id, lines = str(one["UID"]).partition(".")[0], str(one["DESCRIPTION"]).splitlines()
        told = reader.told((one["DTSTART"].dt, one["DTEND"].dt), dict(_details([f"  {line}" for line in lines], reader)))
        assert room(str(one["LOCATION"])) == (told.link or told.room) and str(one.get("URL", "")) == told.link
        assert str(one["STATUS"]) == ("CONFIRMED" if told.state == "settled" else "TENTATIVE")
        assert id not in found, "each once"
        found[id] = told
    return found


def cancelled(path: Path) -> set[str]:
    """The meetings of a calendar of cancellations."""
    return set(re.findall(r"^UID:(M\d+)\.", path.read_text(encoding="utf-8"), re.M)) if path.exists() else set()


def _details(lines: list[str], reader: Reader) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = _form(reader.language, "letter.line").fullmatch(line)
        if found is None:
            return
        yield found["name"], found["text"]


def section(text: str, title: str, reader: Reader) -> list[str]:
    """The lines of a letter below a title, without what marks them as such."""
    _, _, below = text.partition(f"\n{reader.word(f'letter.{title}')}\n")
    _rule, *lines = below.split("\n\n")[0].splitlines() or [""]
    return [line.removeprefix("・") for line in lines]


def said_different(lines: list[str], reader: Reader) -> dict[tuple[str, str], str]:
    """The lines that say in what a meeting is another, by its number and what that is called."""
    kinds = sorted((*SHOWN_AS, "added", "cancelled", "left out", "asked"), key=lambda how: -len(_called(how, reader)))
    found = {}
    for line in lines:
        id, how = next((one["meeting"], how) for how in kinds if (one := _opening(how, reader).match(line)))
        assert (id, how) not in found, "each once"
        found[id, how] = line
    return found


def _called(how: str, reader: Reader) -> str:
    return reader.word(f"alteration.{how}")


def _opening(how: str, reader: Reader) -> re.Pattern[str]:
    """How a line of what is different begins."""
    form = re.escape(reader.word("letter.news_only"))
    for gap, text in (("meeting", r"(?P<meeting>[^\s,]+)"), ("how", re.escape(_called(how, reader)))):
        form = form.replace(re.escape(f"{{{gap}}}"), text)
    return re.compile(form + r"(?!\w)")
