"""How cells look: styles by name, which a workbook holds once, a cell takes by one word, and Excel lists to choose from."""

from collections.abc import Mapping
from copy import copy
from functools import cache, lru_cache
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

Look = Literal[
    "text",
    "cell",
    "centred",
    "heading",
    "clock",
    "example",
    "label",
    "blank",
    "room",
    "meeting",
    "hour",
    "between hours",
    "small print",
]

THIN = Side(style="thin", color="B8BEC8")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", fgColor="E8EBF0")
ANSWER = PatternFill("solid", fgColor="FFF8DC")
"""Of the cells that somebody is to write in."""

AT_TOP = Alignment(vertical="top", wrap_text=True)
CENTRED = Alignment(vertical="center", wrap_text=True)


@cache
def font(**look: Any) -> Font:
    """The one typeface; Excel takes another for the characters it lacks."""
    return Font(name="Calibri", **look)


LOOKS: Mapping[Look, Mapping[str, Any]] = {
    "text": {"alignment": AT_TOP},
    "cell": {"border": FRAME, "alignment": AT_TOP},
    "centred": {"border": FRAME, "alignment": Alignment(vertical="top", horizontal="center")},
    "heading": {
        "font": font(bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor="1F3A5F"),
        "border": FRAME,
        "alignment": Alignment(vertical="center", horizontal="center", wrap_text=True),
    },
    "clock": {"font": font(bold=True, color="1F3A5F"), "fill": SHADE, "border": FRAME, "alignment": CENTRED},
    "example": {
        "font": font(italic=True, color="5A6B46"),
        "fill": PatternFill("solid", fgColor="EEF3E6"),
        "border": FRAME,
        "alignment": AT_TOP,
    },
    "label": {"fill": SHADE, "border": FRAME, "alignment": CENTRED},
    "blank": {"fill": PatternFill("solid", fgColor="FFFFFF"), "border": FRAME, "alignment": CENTRED},
    "room": {"font": font(bold=True, size=9), "border": FRAME, "alignment": CENTRED},
    "meeting": {"font": font(size=8), "border": FRAME, "alignment": CENTRED},
    "hour": {"border": Border(left=THIN, top=THIN, bottom=THIN)},
    "small print": {"font": font(size=7, color="9AA3AF")},
    "between hours": {"border": Border(top=THIN, bottom=THIN)},
}
"""What each style sets; the rest is as in any cell."""


def style(look: Look) -> str:
    """What Excel calls a look."""
    return f"plaza {look}"


def dress(cell: Cell | MergedCell, look: Look) -> None:
    """Give a cell a look; openpyxl's own way, `cell.style`, searches the styles of the workbook anew for each cell."""
    cell._style = copy(_of_book(cell.parent.parent)[look])  # type: ignore[union-attr]  # left out of its stubs


@lru_cache(maxsize=1)
def _of_book(book: Workbook) -> Mapping[Look, StyleArray]:
    """The looks as the workbook that is being written numbers them."""
    named = book._named_styles  # type: ignore[attr-defined]  # as above
    return {look: named[style(look)].as_tuple() for look in LOOKS}
