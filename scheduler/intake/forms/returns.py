"""The folder `requests/`: what each government has answered, on a form of its own or through its national body on a list."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from scheduler import files, words
from scheduler.books.open import leads_out, read_file
from scheduler.books.sheets import Sheet, Workbook
from scheduler.domain import Government, IntakeFile, LocalRange, Mark, Names, Source
from scheduler.domain.cells import Cell
from scheduler.domain.layouts import Answered, Layout, marked
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.intake.forms.fields import OF_GOVERNMENT, Return
from scheduler.intake.forms.form import FormReader
from scheduler.intake.forms.layouts import Layouts
from scheduler.intake.sheets.availability import LEVELS, mark
from scheduler.intake.sheets.requests import wishes
from scheduler.intake.sheets.times import local_ranges
from scheduler.intake.tables.answers import Answers
from scheduler.intake.tables.rows import Row, is_for_people, read_value, says_example
from scheduler.reading.dates import years_in
from scheduler.reading.names import Register
from scheduler.reading.sense import speaks_of_past
from scheduler.reading.values import text

FOLDER = "requests"
READ = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"}
OF_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}
"""Files that a system leaves in every folder."""

COPY = re.compile(
    r"(?:\s*\(\d{1,3}\)|\s*[-–]\s*(?:コピー|복사본|Copy|副本)(?:\s*\(\d+\))?|\s*(?:のコピー|의 사본|的副本| copy(?: \d+)?))$"
)
"""How the name of a copy ends."""

EDITION = re.compile(r"(?:第|제)\s*(\d{1,3})\s*(?:回|회|届|次)|(\d{1,3})(?:st|nd|rd|th)\b")
TITLE_ROWS = 8
"""How far down the title of a form stands, which may tell its year."""


@dataclass(frozen=True)
class Returns:
    """All that came back.

    Attributes
    ----------
    rows
        Wishes, whose numbers begin with their government's code, in the order of codes.
    marks
        What the governments mark on their own forms.
    governments
        With what they say of themselves where the sheet Governments is silent.
    answered
        Who answered by which file, with or without wishes.
    layouts
        Of the files, each with how it is read.
    any
        Whether there was any file, be it one that cannot be read.
    """

    rows: tuple[Row, ...] = ()
    marks: tuple[Mark, ...] = ()
    governments: tuple[Government, ...] = ()
    files: tuple[IntakeFile, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    answered: tuple[Answered, ...] = ()
    layouts: tuple[Layout, ...] = ()
    any: bool = False


@dataclass(frozen=True)
class _File:
    """A file that was read, and when it was last changed."""

    book: Workbook
    changed: datetime


def read_returns(
    folder: Path,
    governments: Sequence[Government],
    register: Register,
    days: tuple[date, ...],
    names: Names,
    usual: int,
    answers: Answers,
    problems: Problems,
) -> Returns:
    """Read every file of the folder `requests/` of an event.

    Parameters
    ----------
    folder
        The event folder.
    governments, register
        Those of the event, and what they may be called.
    days
        Of the event.
    names
        Of the event, which may say which one of a series it is.
    usual
        Minutes of a meeting of which nothing else is said.
    answers
        To questions that were asked before.
    problems
        Takes what is wrong with files, forms and values.
    """
    zones = {government.code: government.zone for government in governments}
    layouts = Layouts(answers)
    returned: dict[str, dict[str, list[Return]]] = {}
    came: dict[str, _File] = {}
    for path, name in _files(folder, problems):
        book = read_file(path, name, problems, of_form=True)
        if book is None:
            continue
        changed = book.modified or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        came[name] = _File(book, changed.replace(tzinfo=UTC))
        answered = {title: answers.over(sheet) for title, sheet in book.sheets.items()}
        reader = FormReader(register, zones, names, usual, layouts, problems)
        for one in _returned(replace(book, sheets=answered), reader, days, names, problems):
            returned.setdefault(one.code, {}).setdefault(name, []).append(one)
    layouts.ask(problems)
    by_code = {code: _newest(code, by_file, came, problems) for code, by_file in sorted(returned.items())}
    return Returns(
        rows=tuple(row for code, those in by_code.items() for row in _numbered(code, those, problems)),
        marks=tuple(m for code, those in by_code.items() for m in _marks(those, zones[code], problems)),
        governments=tuple(_completed(one, by_code.get(one.code, []), problems) for one in governments),
        files=tuple(file.book.file for _, file in sorted(came.items())),
        sheets=tuple(sheet for _, file in sorted(came.items()) for sheet in file.book.sheets.values()),
        answered=tuple(Answered(code, those[0].at.file) for code, those in by_code.items()),
        layouts=layouts.all(),
        any=any(path.is_symlink() or path.is_file() for path in (folder / FOLDER).rglob("*")),
    )


def mark_on(path: Path) -> str:
    """The mark on a form that this program has written; nothing where the file has none, or cannot be read."""
    book = read_file(path, path.name, Problems(), of_form=True)
    cells = (cell for sheet in (book.sheets.values() if book else ()) for cell in sheet.cells())
    return next((cell.value for cell in cells if isinstance(cell.value, str) and marked(cell.value)), "")


def layout_of_blank(path: Path) -> str:
    """The id of the layout of a blank form that this program has written.

    Raises
    ------
    IntakeError
        It cannot be read.
    """
    problems = Problems()
    book = read_file(path, path.name, problems, of_form=True)
    if book is None:
        raise IntakeError(*problems)
    reader = FormReader(Register(()), {}, Names(""), 0, Layouts(Answers()), problems)
    return reader.layout_id(next(iter(book.sheets.values())))


# ---------------------------------------------------------------------------------------------------------- which files


def _files(folder: Path, problems: Problems) -> Iterator[tuple[Path, str]]:
    """The files to read, each with its path inside the event folder; what cannot be read is said."""
    returned = folder / FOLDER
    if not returned.is_dir():
        return
    if leads_out(returned, folder):
        problems.error(Source(FOLDER), "file.link", file=FOLDER)
        return
    contents: dict[str, str] = {}
    names: set[str] = set()
    for path in sorted((p for p in returned.rglob("*") if p.is_symlink() or not p.is_dir()), key=_originals_first):
        name = _shown(path.relative_to(folder).as_posix())
        if path.is_symlink() and (path.is_dir() or leads_out(path, folder)):
            problems.error(Source(name), "file.link", file=name)
            continue
        if name in names:
            problems.error(Source(name), "file.same_name", file=name)
            continue
        names.add(name)
        if path.name.startswith((".", "~$")) or path.name.lower() in OF_SYSTEMS:
            continue
        if path.suffix.lower() not in READ:
            problems.error(Source(name), _of_other_kind(path.suffix.lower()), file=name)
            continue
        data = _fingerprint(path)
        if data is not None and data in contents:
            problems.note(Source(name), "returns.duplicate", file=name, first=contents[data])
            continue
        if data is not None:
            contents[data] = name
        original = path.with_name(COPY.sub("", path.stem) + path.suffix)
        if original != path and original.exists():
            problems.note(Source(name), "returns.copy", file=name, first=original.name)
        yield path, name


def _originals_first(path: Path) -> tuple[bool, Path]:
    return bool(COPY.search(path.stem)), path


def _shown(name: str) -> str:
    """A name with a sign for each character in it that does not show, or that no text can hold."""
    return "".join("▯" if unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter for letter in name)


def _fingerprint(path: Path) -> str | None:
    """What tells a file from all others; `None` where it cannot be read, which is said when it is."""
    try:
        return files.digest(path)
    except OSError:
        return None


def _of_other_kind(suffix: str) -> str:
    if suffix in (".hwp", ".hwpx", ".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages"):
        return "file.document"
    if suffix in (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"):
        return "file.picture"
    if suffix in (".zip", ".7z", ".rar", ".lzh", ".alz", ".egg", ".gz", ".tar"):
        return "file.archive"
    if suffix in (".et", ".ett", ".cell", ".nxl", ".numbers", ".xlsb", ".xlt", ".xltx", ".uos", ".fods", ".sxc"):
        return "file.other_workbook"
    return "file.mail" if suffix in (".eml", ".msg") else "file.other_kind"


# --------------------------------------------------------------------------------------------------------- what they say


def _returned(
    book: Workbook, reader: FormReader, days: tuple[date, ...], names: Names, problems: Problems
) -> Iterator[Return]:
    found = False
    reader.begin(sheet for title, sheet in book.sheets.items() if not says_example(Cell(title, sheet.source)))
    for title, sheet in book.sheets.items():
        if not sheet.rows or is_for_people(title):
            continue
        if says_example(Cell(title, sheet.source)):
            problems.note(sheet.source, "returns.example_sheet", sheet=title)
            continue
        if speaks_of_past(title):
            problems.note(sheet.source, "returns.past", value=title)
            continue
        if _of_another_event(sheet, days, names, problems):
            found = True
            continue
        said = reader.read(sheet.of_event(days))
        if said is None:
            problems.note(sheet.source, "sheet.unknown", sheet=title)
            continue
        found = True
        yield from said
    if not found:
        problems.error(Source(book.file.file), "returns.nothing", file=book.file.file)


def _of_another_event(sheet: Sheet, days: tuple[date, ...], names: Names, problems: Problems) -> bool:
    """Whether the title of a form speaks of another year, or of another conference of the series."""
    years = {year for day in days for year in (day.year, day.year - (day.month < 4))}
    editions = {number for name in names for number in _editions(name)}
    for number, row in sorted(sheet.rows.items()):
        cells = [cell for cell in row.values() if isinstance(cell.value, str)]
        if number > TITLE_ROWS or len(row) > 2 or len(cells) != 1:
            continue
        title = text(cells[0])
        told = set(years_in(title))
        other = (told and years and not told & years) or (editions and _editions(title) and not _editions(title) & editions)
        if other:
            problems.question(cells[0].source, "returns.other_event", value=title)
            return True
    return False


def _editions(title: str) -> set[int]:
    return {int(one or other) for one, other in EDITION.findall(title)}


def _newest(code: str, by_file: dict[str, list[Return]], files: dict[str, _File], problems: Problems) -> list[Return]:
    """What a government's latest file says; the others are superseded."""
    order = sorted(by_file, key=lambda name: (files[name].changed, name))
    *older, newest = order
    same = [name for name in older if files[name].changed == files[newest].changed]
    if same:
        problems.question(tuple(Source(name) for name in (*same, newest)), "returns.which_counts", code=code)
    elif len({_department(by_file[name]) for name in order} - {""}) > 1:
        problems.question(tuple(Source(name) for name in order), "returns.departments", code=code)
    elif older:
        problems.note(tuple(Source(name) for name in order), "returns.superseded", code=code, newer=newest, older=older)
    return by_file[newest]


def _department(returned: Iterable[Return]) -> str:
    """Which department a file is from, as far as it says."""
    return next((words.fold(said) for one in returned if (said := one.about.values.get("department"))), "")


def _numbered(code: str, returned: Iterable[Return], problems: Problems) -> Iterator[Row]:
    """A government's wishes as rows of Requests, numbered by its code: JP05-1, JP05-2."""
    rows = [(one, row) for one in returned for whole in one.wishes for row in wishes(whole, problems)]
    for number, (one, row) in enumerate(rows, start=1):
        values = row.values | {"no": f"{code}-{number}", "requester": code}
        cells = dict.fromkeys(values, row.cell("counterparts")) | row.cells | {"requester": one.at}
        yield replace(row, values=values, cells=cells, complete=True)
    if not rows:
        for one in returned:
            problems.note(one.at, "returns.no_wishes", code=code)


def _marks(returned: Iterable[Return], zone: str, problems: Problems) -> Iterator[Mark]:
    """What a government marks; where it marks one time in two ways, it is asked."""
    known: dict[LocalRange, Mark] = {}
    for one, window in [(each, window) for each in returned for window in each.windows]:
        level = read_value(window.mark, mark, problems)
        if level not in LEVELS:
            continue
        cells = {"level": window.mark.source, "range": window.heading, "government": one.at}
        for range_ in local_ranges(window.ranges, window.zone or zone) or ():
            found = Mark(one.code, range_, level, cells=cells)
            if known.setdefault(range_, found).level != level:
                problems.question((window.mark.source, known[range_].cells["level"]), "returns.marks_differ")
    yield from known.values()


def _completed(government: Government, returned: Iterable[Return], problems: Problems) -> Government:
    """The government with what it says of itself; where the sheet Governments says otherwise, that sheet counts."""
    for one in returned:
        for name in (column.field for column in OF_GOVERNMENT if column.field in one.about.values):
            said = one.about.values[name]
            stated = getattr(government, name)
            if name == "zone" or said == stated:
                continue
            if stated and name in ("country", "languages", "platforms"):
                if name != "languages" or said[0] not in stated:
                    cells = (one.about.cell(name), government.cells[name])
                    problems.note(cells, "returns.differs", code=government.code)
            elif not stated:
                cells_of = {**government.cells, name: one.about.cell(name)}
                government = replace(government, cells=cells_of, **{name: said})
    return government
