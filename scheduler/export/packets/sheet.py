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

WIDE, LEAST = 34, 14
"""Characters of the widest column; where there are many, it is made narrower down to this."""

ACROSS = 200
"""Characters across a page of A4 in landscape that are read without effort: at least 70 % of their size."""

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
    sheet.page_setup.fitToHeight = int(packet.recipient.kind == "government")
    put_title(sheet, 1, 1, says.say("title", event=says.title, name=name))
    put(sheet, 2, 1, says.say("clock", clock=says.clock))
    described = [
        [(says.say("meeting"), one.id), (says.say("when"), says.when(one.start, one.end)), *says.details(one), *more]
        for one, more in ((one, says.beside(packet, number)) for number, one in enumerate(packet.sittings))
    ]
    headings = [name for name in map(says.say, COLUMNS) if any(name in dict(row) for row in described)] or [
        says.say("meeting")
    ]
    rows = [[dict(row).get(heading, "") for heading in headings] for row in described]
    table = _fitted(headings, rows)
    put_table(sheet, table, top=4)
    below = 6 + len(rows)
    for text in map(says.unplaced, packet.unplaced):
        put(sheet, below, 1, text, "text")
        sheet.merge_cells(start_row=below, end_row=below, start_column=1, end_column=len(headings))
        sheet.row_dimensions[below].height = 17 * lines(text, sum(table.widths()))
        below += 1
    save(book, path, UNDATED)


def _fitted(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """The columns so narrow that they stand on one page, as far as their words allow."""
    tables = (Table(headings, rows, [wide] * len(headings)) for wide in range(WIDE, LEAST - 1, -1))
    return next((table for table in tables if sum(table.widths()) <= ACROSS), Table(headings, rows, [LEAST] * len(headings)))
