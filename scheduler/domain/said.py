"""Where something stands, and what is said of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, TypeAlias

_PLACE = re.compile(r"(?P<file>.+?\.(?:xlsx|xlsm|xls|ods|csv))/(?P<place>.+)", re.I)


LENGTH_OF_ID = 12


@dataclass(frozen=True, order=True)
class Source:
    """The cell a value came from."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return f"{self.file}/{place}" if place else self.file

    @classmethod
    def of(cls, written: str) -> "Source":
        """A cell as it is written in a file; a place that is no cell of a spreadsheet is taken whole."""
        found = _PLACE.fullmatch(written)
        if found is None:
            return cls(written)
        sheet, _, cell = found["place"].rpartition("!")
        return cls(found["file"], sheet or cell, cell if sheet else "")


Cells: TypeAlias = Mapping[str, Source]
"""Where each field of a record was written; a field that is not there was not written but assumed or derived."""


@dataclass(frozen=True)
class Message:
    """Something to say to a reader: an entry of the catalogues, what fills its gaps, the cells it rests on."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    cells: tuple[Source, ...] = ()

    @property
    def id(self) -> str:
        """By which it is known again: the beginning of the SHA-256 of all that it says."""
        whole = f"{self.key} {sorted(self.values.items())} {self.cells}"
        return sha256(whole.encode()).hexdigest()[:LENGTH_OF_ID]


@dataclass(frozen=True)
class Problem(Message):
    """A located fault in the intake. An *error* stops the run, and so does a *question*, which can be read in more than one
    way; a *note* is reported and the run goes on.
    """

    severity: Literal["error", "question", "note"] = "error"


@dataclass(frozen=True)
class AsWritten:
    """A sheet of the intake as it came: coordinate → value (`B3`), and its merged ranges (`B3:C4`)."""

    source: Source
    cells: Mapping[str, object]
    merged: tuple[str, ...] = ()


OF_LAYOUT = "layout "
"""How what is asked about begins where it is the layout of forms, or a cell of it: the id follows."""


@dataclass(frozen=True)
class Question:
    """What only a person can decide about one cell.

    Attributes
    ----------
    source, written
        The cell, and all that is written in it.
    asked
        The part of it that is in question, which an answer replaces.
    problem
        The question itself.
    candidates
        What may be meant, as an answer would be written.
    """

    source: Source
    written: str
    asked: str
    problem: Problem
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a person has decided: `answer` stands for `asked` wherever a cell reads as `written`."""

    source: Source
    written: str
    asked: str
    answer: str


@dataclass(frozen=True)
class IntakeFile:
    """A file that was read, by its path inside the event folder."""

    file: str
    sha256: str
