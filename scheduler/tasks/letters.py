"""What was exported, looked at and noted: the send list as it stands, a letter as its recipient sees it, what was sent."""

import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from scheduler import export, files, stored, versions, words
from scheduler.domain import LetterState, Message, Problem, Recipient, Sent, Source
from scheduler.errors import IntakeError, UsageError
from scheduler.export.packets.packet import FORMATS
from scheduler.tasks.export import FOLDER, LIST, PAGE, RECORD, called
from scheduler.tasks.identity import home
from scheduler.tasks.saving import Run

NAME = re.compile(r"v[0-9]{3,}-([0-9]{1,9})")
ENDINGS = tuple(f".{ending}" for ending in (*FORMATS, "html", "svg", "png"))
"""Of the files that an export holds for somebody."""

TEXTS = (".txt", ".eml")
ATTACHED = ("request.ics", "cancel.ics")
"""The calendars that go with a letter; that to be imported lies beside."""

OPEN_IN_EXCEL = ("~${}", ".~lock.{}#")
"""The files that Excel and LibreOffice keep beside a workbook that is open in them."""


@dataclass(frozen=True)
class Made:
    """An export that is there.

    Attributes
    ----------
    folder, written
        Where it lies, and when it was written, aware UTC.
    listed
        Whether it has letters; what is for the public has none.
    """

    folder: Path
    written: datetime
    listed: bool

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def version(self) -> str:
        return self.name.rpartition("-")[0]

    @property
    def mark(self) -> object:
        """Another whenever its send list or its record is another."""
        found = []
        for path in (self.folder / LIST, self.folder / RECORD):
            with suppress(OSError):
                there = path.stat()
                found.append((str(path), there.st_mtime_ns, there.st_size))
        return tuple(found)


@dataclass(frozen=True)
class Letters:
    """The send list of an export as it stands.

    Attributes
    ----------
    revision
        Another whenever anything in the list is another.
    sent
        What the export has told.
    """

    made: Made
    revision: str
    sent: Sent
    there: stored.SendList

    @property
    def open(self) -> int:
        """How many letters are not sent yet; those without a line count as not sent."""
        return sum(not one.state for one in self.there.lines) + self.there.missing

    def is_about_all(self, letter: str) -> bool:
        """Whether it tells everything that there is to tell; else it asks for the consent to one meeting."""
        return self.sent.letters[letter] in self.sent.told

    def recipient(self, letter: str) -> Recipient:
        id = self.sent.letters[letter]
        return self.sent.told[id if id in self.sent.told else id.rpartition(" ")[0]].recipient

    def cells(self, line: stored.LetterLine, language: str) -> dict[str, str]:
        """The cells of a line in the language of a reader; what is different, and what was put in by hand, as it stands."""
        written, read = (self._said(line.letter, each) for each in (self.there.language, language))
        again = dict(zip(written, read, strict=True))
        return {name: again.get(text, text) for name, text in line.cells.items()}

    def _said(self, letter: str, language: str) -> Iterator[str]:
        """What the list may say of a letter, in the words of a language."""
        to, meeting = self.recipient(letter), self.sent.letters[letter].rpartition(" ")[2]
        yield called(to, language)
        yield words.name_of_language(language, to.language)
        yield words.say(language, "send.consent", {"meeting": meeting})
        for key in ("schedule", "changes", "direct", "no_address", "everything"):
            yield words.say(language, f"send.{key}")


@dataclass(frozen=True)
class Preview:
    """A letter as its recipient will see it.

    Attributes
    ----------
    text
        Of the letter, subject first; empty where the export has no letters.
    calendar, sheet
        What goes with it: what its calendars put in or take out, and the rows of its sheet.
    files
        All that belongs to it, by paths below the folder of the export.
    """

    recipient: Recipient
    text: str
    calendar: tuple[stored.CalendarEntry, ...]
    sheet: tuple[tuple[str, ...], ...]
    files: tuple[str, ...]


def exports(folder: Path, out: Path) -> tuple[Made, ...]:
    """The exports of an event, newest first."""
    below = home(folder, out) / FOLDER
    there = [path for path in below.glob("v*-*") if NAME.fullmatch(path.name) and _is_own(path)]
    there.sort(key=lambda path: int(path.name.rpartition("-")[2]), reverse=True)
    return tuple(_made(path) for path in there)


def _is_own(folder: Path) -> bool:
    """Whether it is a folder, and no link to one."""
    return folder.is_dir() and not folder.is_symlink()


def _made(folder: Path) -> Made:
    marks = [path for path in (folder / RECORD, folder / PAGE) if path.is_file()]
    at = (marks[0] if marks else folder).stat().st_mtime
    return Made(folder, datetime.fromtimestamp(at, UTC), (folder / RECORD).is_file())


def letters(folder: Path, out: Path, name: str = "") -> Letters | None:
    """The send list of an export, by default of the newest that has one; `None` where there is none.

    Raises
    ------
    UsageError
        There is no such export.
    IntakeError
        The list or the record of the export cannot be read.
    """
    there = [one for one in exports(folder, out) if one.listed]
    if not name:
        return _letters(there[0]) if there else None
    made = next((one for one in there if one.name == name), None)
    if made is None:
        raise UsageError(Message("usage.no_export", {"export": name, "known": [one.name for one in there] or ["–"]}))
    return _letters(made)


def _letters(made: Made) -> Letters:
    sent = stored.read_export(made.folder / RECORD)
    path = made.folder / LIST
    mark = ""
    with suppress(OSError):
        mark = files.digest(path)
    return Letters(made, mark, sent, stored.read_send_list(path, sent))


def mark(
    folder: Path, run: Run, name: str, seen: str, marked: Collection[str], state: LetterState, day: date | None
) -> Letters | None:
    """Note on a send list how far some letters are, where whoever keeps it in Excel would note it.

    Parameters
    ----------
    folder, run
        The event, and how the program was called.
    name, seen
        The export, and the revision of its list that was looked at.
    marked
        The letters, as the list calls them.
    state
        How far they are; empty is not sent, and then no day of sending stands there either.
    day
        When they were sent, noted of what is marked as sent where no day stands yet; `None` notes none.

    Returns
    -------
    Letters or None
        The list after that; `None`, and nothing was noted, where it is no longer as it was looked at.

    Raises
    ------
    UsageError
        There is no such export; or its list is open in another program, which would write over it, or has no line for such a
        letter.
    IntakeError
        It cannot be read any more.
    NotWritten
        It could not be written; it is whole as it was.
    """
    with versions.held(home(folder, run.out), run.waiting):
        now = letters(folder, run.out, name)
        if now is None or now.revision != seen:
            return None
        path = now.made.folder / LIST
        beside = next((name for form in OPEN_IN_EXCEL if (path.parent / (name := form.format(LIST))).exists()), None)
        if beside:
            raise UsageError(Message("export.list_open", {"export": now.made.name, "file": beside}))
        lines = {one.letter: one for one in now.there.lines}
        strangers = sorted(set(marked) - set(lines))
        if strangers:
            raise UsageError(Message("export.no_line", {"letters": strangers, "export": now.made.name}))
        cells = dict(_cells(now.there, [lines[letter] for letter in marked], state, day))
        if cells:
            try:
                files.put(path, lambda target: export.write_marks(path, target, now.there.title, cells))
            except (ValueError, KeyError, TypeError) as error:  # a file that only the second reader reads
                raise IntakeError(Problem("export.not_excel", {}, (Source(f"{now.made.name}/{LIST}"),))) from error
        return _letters(now.made)


def _cells(
    there: stored.SendList, marked: list[stored.LetterLine], state: LetterState, day: date | None
) -> Iterator[tuple[tuple[int, int], str | date | None]]:
    """What is to stand in which cells, in the language of the list."""
    said = words.say(there.language, f"send.state_{state}") if state else None
    for line in marked:
        for row in line.rows:
            yield (row, there.columns["status"]), said
            if not state:
                yield (row, there.columns["sent_on"]), None
            elif state == "sent" and day and not line.cells["sent_on"]:
                yield (row, there.columns["sent_on"]), day


def preview(there: Letters, letter: str) -> Preview:
    """Read the files of a letter, as far as they are there.

    Raises
    ------
    UsageError
        The list has no such letter.
    IntakeError
        A file of it cannot be read.
    """
    line = next((one for one in there.there.lines if one.letter == letter), None)
    if line is None:
        raise UsageError(Message("export.no_line", {"letters": [letter], "export": there.made.name}))
    place, _, names = line.cells["files"].partition("\n")
    beside = ("calendar.ics",) if there.is_about_all(letter) else ()
    found = {}
    for name in dict.fromkeys([*(part.strip() for part in names.split(",")), *beside]):
        at = _inside(there.made.folder, f"{place.strip()}/{name}")
        if at:
            found[name] = at
    try:
        texts = [stored.read_letter(at) for name, at in found.items() if Path(name).suffix in TEXTS]
        entries = [one for name, at in found.items() if name in ATTACHED for one in stored.read_calendar(at)]
    except (OSError, ValueError, KeyError, AttributeError, LookupError) as error:
        raise IntakeError(Problem("export.no_preview", {}, (Source(f"{there.made.name}/{place}"),))) from error
    sheets = [stored.read_sheet(at, f"{place}/{name}") for name, at in found.items() if name.endswith(".xlsx")]
    paths = tuple(at.relative_to(there.made.folder.resolve()).as_posix() for at in found.values())
    return Preview(there.recipient(letter), texts[-1] if texts else "", tuple(entries), sheets[0] if sheets else (), paths)


def enclosure(folder: Path, out: Path, name: str, path: str) -> tuple[str, bytes]:
    """The name and the content of a file of an export.

    Raises
    ------
    UsageError
        There is no such file in it.
    """
    made = next((one for one in exports(folder, out) if one.name == name), None)
    at = _inside(made.folder, path) if made else None
    data = None
    if at:
        with suppress(OSError):
            data = _content(at)
    if at is None or data is None:
        raise UsageError(Message("export.no_file", {"file": path, "export": name}))
    return at.name, data


def _content(at: Path) -> bytes:
    """Of a file that is no link, also not since it was looked at."""
    if not stat.S_ISREG(os.lstat(at).st_mode):
        raise OSError
    return files.read(at)


def _inside(folder: Path, path: str) -> Path | None:
    """A file of an export by its path; `None` where it leads out, also by a link, or is none that is for somebody."""
    parts = PurePosixPath(path).parts
    if not parts or any(part in ("", ".", "..", "/") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    try:
        whole = folder.resolve(strict=True)
        at = whole.joinpath(*parts)
        if at.resolve(strict=True) != at or not at.is_relative_to(whole) or not at.is_file():
            return None
    except (OSError, RuntimeError, ValueError):
        return None
    return at if at.suffix.lower() in ENDINGS else None
