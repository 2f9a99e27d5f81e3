"""How forms of one layout are read: shown once, confirmed once, and valid for all that come later."""

import re
from dataclasses import dataclass
from typing import Literal

from scheduler.domain.said import Source

Counts = Literal["can", "maybe", "cannot", ""]

_MARK = re.compile(r"plaza form ([0-9a-f]{8})(?: [0-9a-f]{8})?")


def mark_of(layout: str, content: str = "") -> str:
    """The text by which a form that this program wrote is known again: it names the form's own layout, and what the form
    said of the event when it was written.
    """
    return " ".join(filter(None, ("plaza form", layout, content)))


def marked(written: str) -> str:
    """The id of the layout that such a text names; nothing where it is none."""
    found = _MARK.fullmatch(written.strip())
    return found[1] if found else ""


@dataclass(frozen=True)
class LayoutLine:
    """One cell of a form of the layout, and what it was taken for.

    Attributes
    ----------
    role
        As in the account of the form: `label`, `value`, `time`, `mark`, `example`, `people`, `nothing`, `unread`; or
        `blank`, for the first place of a grid that nobody has marked.
    field
        Which field it names or holds; of a second wish `topic#2`.
    counts
        Which way the times of a label or a value count, or those that a mark is for.
    wish
        The number of the wish that a value belongs to; 0 for what is said of the government, or of all wishes.
    """

    cell: Source
    written: str
    role: str
    field: str = ""
    counts: Counts = ""
    wish: int = 0


@dataclass(frozen=True)
class Layout:
    """The labels of a form at their places, with the meaning that each was given.

    Attributes
    ----------
    id
        Told from all that has this layout, whatever the values: the beginning of its SHA-256.
    source
        The first label of the form that is shown.
    lines
        Of that form, in reading order.
    files
        All that have the layout, by name.
    confirmed
        Whether the secretariat has said that it is read right, or what its labels mean.
    """

    id: str
    source: Source
    lines: tuple[LayoutLine, ...]
    files: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class Answered:
    """The file by which a government has answered; the latest, if there were several."""

    code: str
    file: str
