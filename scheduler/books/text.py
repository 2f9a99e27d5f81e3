"""A file of comma-separated values as located cells.

Excel saves them in the encoding of the country it runs in, and does not say which. The one is taken in which the most cells
are headings that the program knows; Chinese bytes read as Korean make no word of any list.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import chain, islice

from scheduler import words
from scheduler.books.limits import Refused
from scheduler.books.sheets import Sheet
from scheduler.domain import Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems

SUFFIXES = (".csv", ".tsv", ".txt")
ENCODINGS = {"utf-8-sig": "UTF-8", "cp932": "Shift_JIS", "cp949": "EUC-KR", "gb18030": "GB18030"}
"""Python's names → those by which people know them. UTF-8 is taken wherever it fits, for it hardly ever does by chance."""
BY_MARK = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
MOST_LINES = 20_000
MOST_COLUMNS = 16_384
"""As many as a sheet of Excel has."""

DELIMITERS = (",", "\t", ";")


def read_text_file(data: bytes, name: str, problems: Problems) -> Sheet:
    """The one sheet of the file.

    Raises
    ------
    Refused
        No encoding stands out, there is too much of it, or it is no text.
    """
    here = Source(name)
    readings = {encoding: table for encoding in _encodings(data) if (table := _rows(data, encoding)) is not None}
    known = {encoding: _known(rows) for encoding, rows in readings.items()}
    best = max(known.values(), default=0)
    such = [encoding for encoding, count in known.items() if count == best]
    if len(such) != 1 or not best:
        alike = {tuple(map(tuple, readings[encoding])) for encoding in such}
        if len(alike) != 1:
            raise Refused("file.encoding")
    if such[0] in ("cp932", "cp949", "gb18030"):
        problems.note(here, "file.encoding_found", file=name, encoding=ENCODINGS[such[0]])
    if max((len(row) for row in readings[such[0]]), default=0) > MOST_COLUMNS:
        raise Refused("file.too_large")
    if any("\0" in value for row in readings[such[0]] for value in row):
        raise Refused("file.damaged")
    place = Sheet(here, {}).place
    return Sheet(
        here,
        {
            number: {c: Cell(value, place(number, c)) for c, value in enumerate(row, start=1) if value.strip()}
            for number, row in enumerate(readings[such[0]], start=1)
            if any(value.strip() for value in row)
        },
    )


def _encodings(data: bytes) -> list[str]:
    marked = next((encoding for mark, encoding in BY_MARK.items() if data.startswith(mark)), None)
    if marked:
        return [marked]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return [encoding for encoding in ENCODINGS if encoding != "utf-8-sig"]
    return ["utf-8-sig"]


def _rows(data: bytes, encoding: str) -> list[list[str]] | None:
    """The rows by the delimiter that finds the most headings; `None` where the bytes are not of that encoding."""
    try:
        text = data.decode(encoding)
        tables = [list(_lines(text, delimiter)) for delimiter in DELIMITERS]
    except (UnicodeDecodeError, csv.Error):
        return None
    if any(len(table) > MOST_LINES for table in tables):
        raise Refused("file.too_large")
    return max(tables, key=_known)


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text, and one more where there are too many."""
    return islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), MOST_LINES + 1)


def _known(rows: list[list[str]]) -> int:
    headings = words.headings(words.FORM)
    return sum(times for value, times in Counter(chain(*rows)).items() if value and words.fold(value) in headings)
