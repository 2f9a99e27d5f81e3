"""send.xlsx read back: which letters were sent, however its lines were sorted or filtered."""

from pathlib import Path

from scheduler import words
from scheduler.books.open import read_file
from scheduler.domain import Sent
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.reading import values as v

REQUIRED = ("letter", "status", "sent_on")


def read_send_list(path: Path, sent: Sent) -> tuple[frozenset[str], int]:
    """The recipients, by their ids, of the letters that are marked as sent, and how many lines are missing: all, where there
    is no list any more.

    Parameters
    ----------
    path
        Of the list of an export.
    sent
        What that export has told: the letters that the list may name.

    Raises
    ------
    IntakeError
        It cannot be read, names letters of another export, or says what is no status; with the cells.
    """
    if not path.exists():
        return frozenset(), len(sent.letters)
    problems = Problems()
    book = read_file(path, f"{sent.name}/{path.name}", problems)
    sheets = [sheet for sheet in book.sheets.values() if sheet.rows] if book else []
    found: dict[str, bool] = {}
    for sheet in sheets[:1]:
        heading = min(sheet.rows)
        headed = {words.recognise("send.column_", v.text(cell)): place for place, cell in sheet.rows[heading].items()}
        if any(name not in headed for name in REQUIRED):
            problems.error(sheet.source, "export.columns")
            continue
        for cells in (cells for number, cells in sheet.rows.items() if number > heading):
            letter, status, day = (cells.get(headed[name]) for name in REQUIRED)
            if letter and v.text(letter) not in sent.letters:
                problems.error(letter.source, "export.other_letter", value=v.text(letter), export=sent.name)
            elif letter:
                found[v.text(letter)] = bool(status or day)
            if status and words.recognise("send.state_", v.text(status)) is None:
                problems.error(status.source, "export.status", value=v.text(status))
    if problems.errors:
        raise IntakeError(*problems)
    told = frozenset(sent.letters[letter] for letter, is_sent in found.items() if is_sent)
    return told, len(set(sent.letters) - set(found))
