"""Everything that may stop a run, one exit code each.

An error carries what there is to say as located messages (a catalogue key, its values, the cells it rests on), never as
finished text: the command line says it in the reader's language.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol


class Located(Protocol):
    """What an error says; `scheduler.domain.Message` and `Problem` are such."""

    @property
    def key(self) -> str: ...

    @property
    def values(self) -> Mapping[str, object]: ...

    @property
    def cells(self) -> Sequence[object]: ...


class PlazaError(Exception):
    """A run that cannot end as asked.

    Parameters
    ----------
    *says
        The messages for the person at the keyboard, most important first.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, *says: Located) -> None:
        super().__init__(*(message.key for message in says))
        self.says = says


class UsageError(PlazaError):
    """The command was called with something that is not there or cannot be used so."""

    exit_code = 2


class IntakeError(PlazaError):
    """The intake holds errors; nothing was solved."""

    exit_code = 3


class Contradiction(PlazaError):
    """Cells that are each right by themselves cannot hold together."""

    exit_code = 4


class OutOfTime(PlazaError):
    """No timetable was found before the time limit or the interruption."""

    exit_code = 5


class BrokenRules(PlazaError):
    """A timetable breaks rules."""

    exit_code = 6


class NotWritten(PlazaError):
    """A file could not be written; what was there before is whole."""

    exit_code = 7
