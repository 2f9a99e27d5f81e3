"""Which changes of earlier versions still stand: the line that said one may have been taken off the sheet since."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import get_args

from scheduler import words
from scheduler.domain import AddInterpreter, AddRoom, AddSlot, Change, LateRequest, Past, in_force
from scheduler.domain.problems import Problems
from scheduler.intake.changes.lines import accepted, is_of_sheet
from scheduler.intake.tables.answers import Answers

ADDING, ASKING = (AddRoom, AddInterpreter, AddSlot), (LateRequest,)
CHANGING = tuple(kind for kind in get_args(Change) if kind not in (*ADDING, *ASKING))
"""The kinds of change that add something, those that ask for a meeting, and those that change what other sheets name."""


class Standing:
    """The changes that hold, as the sheet is read kind by kind.

    Parameters
    ----------
    past
        What earlier versions have accepted.
    answers
        Whether a line that is gone was meant to be taken back.
    on_sheet
        Whether the event's own sheet Changes is read at all.
    """

    def __init__(self, past: Past, answers: Answers, on_sheet: bool, problems: Problems) -> None:
        self._past, self._answers, self._on_sheet, self._problems = past, answers, on_sheet, problems
        self._in_force = {change.key for change in in_force(past.changes)}
        self.changes: tuple[Change, ...] = past.changes
        self.set_aside: tuple[Change, ...] = past.set_aside

    @property
    def known(self) -> int:
        """How many of the changes, from the first, earlier versions have accepted."""
        return len(self._past.changes) + len(self._past.set_aside) - len(self.set_aside)

    def accept(
        self, said: Sequence[Change], kinds: tuple[type, ...], needless: Callable[[Change], bool] = lambda change: False
    ) -> None:
        """Take what the lines of some kinds say, less those known, and ask about lines of these kinds that are gone, but for
        those that are needless by now.
        """
        here = Counter(change.key for change in said if is_of_sheet(change))
        for change in self._past.changes if self._on_sheet else ():
            if not isinstance(change, kinds) or not is_of_sheet(change):
                continue
            if here[change.key]:
                here[change.key] -= 1
            elif change.key in self._in_force and not needless(change) and self._is_taken_back(change):
                self.changes = tuple(other for other in self.changes if other is not change)
                self.set_aside = (*self.set_aside, change)
        for change in self._past.set_aside:
            if isinstance(change, kinds) and is_of_sheet(change) and here[change.key]:
                here[change.key] -= 1
                self._problems.note(change.cells["what"], "changes.set_aside", **_named(change))
        known = self.changes
        self.changes = accepted(self._past, known, said)
        for change in said:
            if not is_of_sheet(change) and all(change is not other for other in self.changes):
                self._problems.note(change.cells["what"], "changes.holds", **_named(change))

    def _is_taken_back(self, change: Change) -> bool:
        """What was answered; as long as nothing was, it is asked, and the change holds."""
        asks = " ".join(("change", change.kind, change.what, change.value)).strip()
        answer = words.fold(self._answers.on(asks))
        if answer not in words.values("yes_no"):
            at, version = change.cells["what"], self._past.version
            self._problems.question(at, "changes.line_gone", version=version, asks=asks, **_named(change))
        return words.values("yes_no").get(answer) == "yes"


def _named(change: Change) -> dict[str, object]:
    return {"kind": words.choices("change", "en")[change.kind], "what": change.what or "–"}
