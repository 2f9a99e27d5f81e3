"""The cells that something rests on, as they are listed for a reader."""

from scheduler.domain import Source
from scheduler.export.cells import in_ranges


def cells(sheet: str, *places: str) -> list[Source]:
    return [Source("event.xlsx", sheet, place) for place in places]


def test_neighbours_are_one_range_and_each_cell_stands_once() -> None:
    listed = cells("Governments", *(f"A{row}" for row in range(2, 35)), "A40", "B3", "A2")
    assert in_ranges(listed, "en") == [
        "event.xlsx/Governments!A2:A34",
        "event.xlsx/Governments!A40",
        "event.xlsx/Governments!B3",
    ]


def test_other_sheets_and_files_and_what_is_no_cell_stay_apart() -> None:
    listed = [
        *cells("Rooms", "A2"),
        *cells("Slots", "A3"),
        Source("form.xlsx", "Rooms", "A3"),
        Source("event.xlsx", "Rooms"),
    ]
    assert in_ranges(listed, "en") == [
        "event.xlsx/Rooms!A2",
        "event.xlsx/Slots!A3",
        "form.xlsx/Rooms!A3",
        "event.xlsx/Rooms",
    ]


def test_what_was_said_on_the_command_line_is_no_cell() -> None:
    assert in_ranges([Source("--cancel M03")], "en") == ["on the command line (--cancel M03)"]
