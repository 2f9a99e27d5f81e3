"""What is chosen where a cell holds what there is to choose from: ☑午前 □午後, 上午（√） 下午（ ）."""

import re
from dataclasses import replace

from scheduler.domain.cells import Cell

_EMPTY = "□☐◻▢◯"
_TICKED = "☑☒■▣◼⬛✅"
_TICKS = "√✓✔○●◎VvＶレOo*"
_BOX = f"[{_EMPTY}{_TICKED}✓✔√レ]"
_BEFORE = re.compile(rf"({_BOX})\s*([^{_EMPTY}{_TICKED}✓✔√]+)")
_BEHIND = re.compile(rf"([^{_EMPTY}{_TICKED}✓✔√]+?)\s*({_BOX})")
_IN_BRACKETS = re.compile(rf"([^()（）]+?)\s*[(（]\s*([{_TICKS}]?)\s*[)）]")


def chosen(cell: Cell) -> Cell | None:
    """The cell with what is ticked in it; `None` where nothing is, and the cell itself where nothing is to be ticked."""
    if not isinstance(cell.value, str):
        return cell
    in_brackets = _IN_BRACKETS.findall(cell.value)
    if len(in_brackets) > 1 and any(not tick for _, tick in in_brackets) and not _IN_BRACKETS.sub("", cell.value).strip():
        return _with(cell, "", [text for text, tick in in_brackets if tick])
    if not any(box in cell.value for box in "□☐◻▢☑☒▣"):
        return cell
    if re.match(rf"\s*{_BOX}", cell.value) or not re.search(rf"{_BOX}\s*$", cell.value):
        choices = [(text, box) for box, text in _BEFORE.findall(cell.value)]
        before = cell.value[: re.search(_BOX, cell.value).start()].strip()  # type: ignore[union-attr] # there is one
    else:
        choices, before = _BEHIND.findall(cell.value), ""
    if not choices:
        return cell
    return _with(cell, before, [text for text, box in choices if box not in _EMPTY])


def _with(cell: Cell, before: str, ticked: list[str]) -> Cell | None:
    texts = [text.strip(" \u3000、,/・;") for text in ticked]
    return replace(cell, value="; ".join(filter(None, (before, *texts)))) if texts else None
