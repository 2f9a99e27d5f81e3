"""The workbook of a packet: the recipient's meetings on one printed page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scheduler.domain import Packet
from scheduler.export.packets.says import Says
from scheduler.export.workbook.book import new_book, save
from scheduler.export.workbook.page import Table, lines, print_on_a4, put, put_table, put_title

COLUMNS = (
    "meeting",
    "when",
    "partner",
    "parties",
    "optional",
    "attends",
    "room",
    "link",
    "meeting_id",
    "passcode",
    "interpreters",
    "topic",
    "state",
    "opens",
    "test",
    "pair",
    "hand_over",
)
"""In their order; those in which nothing would stand are left out."""

WIDE = 34
"""Characters of the widest column."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When each says that it was made: equal content has equal bytes."""


def write_sheet(path: Path, packet: Packet, says: Says, version: str) -> None:
    """A line for each meeting, in order of time.

    Raises
    ------
    OSError
        The file could not be written.
    """
    book = new_book()
    sheet = book.create_sheet(says.say("sheet"))
    name = packet.recipient.names.in_language(says.language)
    print_on_a4(sheet, f"{says.title} · {version} · {name}")
    sheet.page_setup.fitToHeight = 1
    put_title(sheet, 1, 1, f"{says.title}: {name}")
    put(sheet, 2, 1, says.say("clock", clock=says.clock))
    described = [
        [(says.say("meeting"), one.id), (says.say("when"), says.when(one.start, one.end)), *says.details(one), *more]
        for one, more in ((one, says.beside(packet, number)) for number, one in enumerate(packet.sittings))
    ]
    headings = [name for name in map(says.say, COLUMNS) if any(name in dict(row) for row in described)] or [
        says.say("meeting")
    ]
    rows = [[dict(row).get(heading, "") for heading in headings] for row in described]
    put_table(sheet, Table(headings, rows, [_width(heading, rows, place) for place, heading in enumerate(headings)]), top=4)
    below = 6 + len(rows)
    for text in map(says.unplaced, packet.unplaced):
        put(sheet, below, 1, text, "text")
        sheet.merge_cells(start_row=below, end_row=below, start_column=1, end_column=len(headings))
        sheet.row_dimensions[below].height = 17 * lines(text, sum(_width(h, rows, n) for n, h in enumerate(headings)))
        below += 1
    save(book, path, UNDATED)


def _width(heading: str, rows: Sequence[Sequence[str]], place: int) -> float:
    """As wide as its longest text, within bounds."""
    from rich.cells import cell_len

    longest = max((cell_len(line) for row in (*rows, [heading] * (place + 1)) for line in row[place].split("\n")), default=0)
    return float(min(WIDE, max(8, longest + 3)))
