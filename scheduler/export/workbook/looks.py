"""How cells look: styles by name, which a workbook holds once, a cell takes by one word, and Excel lists to choose from."""

from collections.abc import Mapping
from typing import Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

Look = Literal[
    "text", "cell", "time", "heading", "example", "label", "blank", "room", "meeting", "hour", "between hours", "small print"
]

THIN = Side(style="thin", color="B8BEC8")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", fgColor="E8EBF0")
ANSWER = PatternFill("solid", fgColor="FFF8DC")
"""Of the cells that somebody is to write in."""

AT_TOP = Alignment(vertical="top", wrap_text=True)
CENTRED = Alignment(vertical="center", wrap_text=True)


def font(**look: Any) -> Font:
    """The one typeface; Excel takes another for the characters it lacks."""
    return Font(name="Calibri", **look)


LOOKS: Mapping[Look, Mapping[str, Any]] = {
    "text": {"alignment": AT_TOP},
    "cell": {"border": FRAME, "alignment": AT_TOP},
    "time": {"border": FRAME, "alignment": Alignment(vertical="top", horizontal="center")},
    "heading": {
        "font": font(bold=True, color="FFFFFF"),
        "fill": PatternFill("solid", fgColor="1F3A5F"),
        "border": FRAME,
        "alignment": Alignment(vertical="center", horizontal="center", wrap_text=True),
    },
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
