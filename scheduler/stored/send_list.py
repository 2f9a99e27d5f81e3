"""send.xlsx read back: which letters were sent, however its lines were sorted or filtered."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler import words
from scheduler.books.open import read_file
from scheduler.books.sheets import Sheet
from scheduler.domain import LetterState, Sent
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.reading import values as v

REQUIRED = ("letter", "status", "sent_on")
SHOWN = ("to", "code", "via", "address", "language", "about", "different", "files", "sent_on", "remark")
STATES: Mapping[str, LetterState] = {"sent": "sent", "answered": "answered"}


@dataclass(frozen=True)
class LetterLine:
    """A letter as a send list has it now.

    Attributes
    ----------
    letter
        By which the letter is known.
    rows
        The numbers of its rows; the last one counts.
    state
        What was noted; a day of sending alone is that it was sent.
    cells
        The texts of its other columns, by their names, `SHOWN`.
    """

    letter: str
    rows: tuple[int, ...]
    state: LetterState
    cells: Mapping[str, str]


@dataclass(frozen=True)
class SendList:
    """A send list as it stands.

    Attributes
    ----------
    title, columns, language
        Of its sheet: where each column stands, counted from one, and the language of the headings.
    lines
        In the order of the sheet.
    missing
        How many letters of the export have no line.
    """

    title: str
    columns: Mapping[str, int]
    language: str
    lines: tuple[LetterLine, ...]
    missing: int


def read_send_list(path: Path, sent: Sent) -> SendList:
    """Read the list of an export; where there is none any more, no letter of it has a line.

    Parameters
    ----------
    path
        Of the list.
    sent
        What that export has told: the letters that the list may name.

    Raises
    ------
    IntakeError
        It cannot be read, names letters of another export, or says what is no status; with the cells.
    """
    if not path.exists():
        return SendList("", {}, "en", (), len(sent.letters))
    problems = Problems()
    book = read_file(path, f"{sent.name}/{path.name}", problems)
    sheets = [sheet for sheet in book.sheets.values() if sheet.rows] if book else []
    found: dict[str, LetterLine] = {}
    columns: dict[str, int] = {}
    for sheet in sheets[:1]:
        heading = min(sheet.rows)
        called = {words.recognise("send.column_", v.text(cell)): place for place, cell in sheet.rows[heading].items()}
        columns = {name: place for name, place in called.items() if name}
        if any(name not in columns for name in REQUIRED):
            problems.error(sheet.source, "export.columns")
            continue
        for number in sorted(number for number in sheet.rows if number > heading):
            _take(found, sheet, number, columns, sent, problems)
    if problems.errors:
        raise IntakeError(*problems)
    title = sheets[0].source.sheet if sheets else ""
    language = _language(sheets[0].rows[min(sheets[0].rows)] if sheets else {})
    return SendList(title, columns, language, tuple(found.values()), len(set(sent.letters) - set(found)))


def _take(
    found: dict[str, LetterLine], sheet: Sheet, number: int, columns: Mapping[str, int], sent: Sent, problems: Problems
) -> None:
    """A row into the lines found."""
    cells = {name: cell for name, place in columns.items() if (cell := sheet.rows[number].get(place))}
    letter, status = cells.get("letter"), cells.get("status")
    noted = words.recognise("send.state_", v.text(status)) if status else ""
    if status and noted is None:
        problems.error(status.source, "export.status", value=v.text(status))
    if letter is None:
        return
    id = v.text(letter)
    if id not in sent.letters:
        problems.error(letter.source, "export.other_letter", value=id, export=sent.name)
        return
    state = STATES.get(noted or "", "sent" if status or "sent_on" in cells else "")
    before = found[id].rows if id in found else ()
    texts = {name: _text(cells[name]) if name in cells else "" for name in SHOWN}
    found[id] = LetterLine(id, (*before, number), state, texts)


def _text(cell: Cell) -> str:
    """Line by line, a day without its time."""
    if isinstance(cell.value, str):
        return "\n".join(v.visible(line).strip() for line in cell.value.splitlines())
    return v.text(cell).removesuffix(" 00:00:00")


def _language(heading: Mapping[int, Cell]) -> str:
    """The language of which most headings are."""
    said = {v.text(cell) for cell in heading.values()}
    called = {
        language: {text for key, text in words.catalogue(language).items() if key.startswith("send.column_")}
        for language in words.LANGUAGES
    }
    return max(words.LANGUAGES, key=lambda language: len(said & called[language]))
