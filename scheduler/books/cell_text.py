"""What of a text a cell of Excel can hold: what is written and what is read back must agree on it."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Characters that no file of Excel can hold, besides those that openpyxl knows of."""

LONGEST = 32_767
"""Characters of a cell."""


UNHELD = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|{NO_XML.pattern}")


def as_cell(text: str) -> str:
    """A text without what no cell can hold, cut where it is too long for one."""
    return UNHELD.sub("", text)[:LONGEST]
