"""What is chosen where a cell holds what there is to choose from: ☑午前 □午後."""

import re
from dataclasses import replace

from scheduler.domain.cells import Cell

_EMPTY = "□☐◻▢"
_TICKED = "☑☒■☑✓✔√レ◼"
_CHOICE = re.compile(rf"([{_EMPTY}{_TICKED}])\s*([^{_EMPTY}{_TICKED}]+)")


def chosen(cell: Cell) -> Cell | None:
    """The cell with what is ticked in it; `None` where nothing is, and the cell itself where nothing is to be ticked."""
    if not isinstance(cell.value, str) or not any(box in cell.value for box in _EMPTY + "☑☒"):
        return cell
    choices = _CHOICE.findall(cell.value)
    if not choices:
        return cell
    before = cell.value[: cell.value.index(choices[0][0])].strip()
    ticked = [text.strip(" 　、,/・") for box, text in choices if box in _TICKED]
    if not ticked:
        return None
    return replace(cell, value="; ".join(filter(None, (before, *ticked))))
