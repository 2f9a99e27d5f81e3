"""The tables of a form that name no partner: what they say is what labels would say with a value beside them."""

from dataclasses import replace

from scheduler.domain.cells import BROKEN, Cell
from scheduler.domain.problems import Problems
from scheduler.intake.forms.account import Account
from scheduler.intake.forms.grids import is_time
from scheduler.intake.forms.labels import Pair
from scheduler.intake.forms.tables import Area, several_values
from scheduler.intake.tables.headings import base_of
from scheduler.reading.sense import denies, written
from scheduler.reading.values import text


def pairs_of(area: Area, account: Account, problems: Problems) -> list[Pair]:
    """The labels of a table without partners, each with the value below it; of times each of those below one another."""
    if area.of_people:
        problems.note(area.headings.cells[min(area.headings.cells)].source, "returns.people")
        for number, cells in area.sheet.rows.items():
            of_list = (place for place, cell in cells.items() if place in area.headings.cells and not _withdraws(cell))
            account.take_all(((number, place) for place in of_list), "people")
        return []
    found = []
    first = min(area.below, default=0)
    if len(area.below) > 1 and (whole := _times_by_row(area, account)):
        return whole
    for place, name in area.headings.fields.items():
        heading = area.headings.cells[place]
        for number in range(area.headings.first, area.headings.last + 1):
            account.take((number, place), "label", name)
        values = [(n, cell) for n in area.below if (cell := area.sheet.rows[n].get(place))]
        for number, cell in values:
            if cell.value is not BROKEN and (number == first or several_values(name)):
                account.take((number, place), "value", name)
                found.append(Pair(name, heading, cell))
    return found


def _times_by_row(area: Area, account: Account) -> list[Pair]:
    """The times of a table of which each row holds one taken apart: 日付 | 開始 | 終了."""
    places = {base_of(name).removeprefix("not_"): place for place, name in area.headings.fields.items()}
    names = {base_of(name) for name in area.headings.fields.values()}
    if not {"from", "until"} <= places.keys() or not names & {"from", "not_from"}:
        return []
    account.take_all(((n, p) for n in range(area.headings.first, area.headings.last + 1) for p in places.values()), "label")
    name = "unavailable" if "not_from" in names else "preferred"
    found = []
    for number in area.below:
        cells = {field: area.sheet.rows[number].get(place) for field, place in places.items()}
        parts = [cells.get("date"), cells["from"], cells["until"]]
        if parts[1] is None or parts[2] is None or any(cell and cell.value is BROKEN for cell in parts):
            continue
        day = text(parts[0]) if parts[0] else ""
        whole = replace(parts[1], value=f"{day} {text(parts[1])}-{text(parts[2])}".strip())
        account.take_all(((number, places[field]) for field in ("date", "from", "until") if field in places), "value", name)
        found.append(Pair(name, area.headings.cells[places["from"]], whole))
    return found


def _withdraws(cell: Cell) -> bool:
    """Whether a cell among those about people says that somebody cannot come, or when."""
    return cell.value is not BROKEN and (denies(written(cell)) or is_time(cell))
