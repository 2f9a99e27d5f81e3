"""Which changes of earlier versions still stand: the line that said one may have been taken off the sheet since."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from scheduler import words
from scheduler.domain import AddInterpreter, AddRoom, AddSlot, Change, Consent, LateRequest, Past, in_force
from scheduler.domain.problems import Problems
from scheduler.intake.changes.lines import is_of_sheet
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
        """Take what the lines of some kinds say, and ask about lines of these kinds that are gone, but for those that are
        needless by now.

        A line of the event's own sheet stands there at each reading, and is new only once; so is one that was taken back.
        What is said otherwise is new, and so is a line for which none was known, unless it is what holds already.
        """
        lines = Counter(change.key for change in said if is_of_sheet(change))
        known = Counter[tuple[object, ...]]()
        for change in self._past.changes if self._on_sheet else ():
            if not isinstance(change, kinds) or not is_of_sheet(change):
                continue
            if known[change.key] < lines[change.key]:
                known[change.key] += 1
            elif change.key in self._in_force and not needless(change) and self._is_taken_back(change):
                self.changes = tuple(other for other in self.changes if other is not change)
                self.set_aside = (*self.set_aside, replace(change, cells={}))  # its line is gone; one like it is a new one
        for change in self._past.set_aside:
            if isinstance(change, kinds) and is_of_sheet(change) and known[change.key] < lines[change.key]:
                known[change.key] += 1
                self._problems.note(change.cells["what"], "changes.set_aside", **_named(change))
        for change in said:
            if is_of_sheet(change) and known[change.key]:
                known[change.key] -= 1
            elif not _holds(self.changes, change):
                self.changes = (*self.changes, change)
            elif not is_of_sheet(change):
                self._problems.note(change.cells["what"], "changes.holds", **_named(change))

    def _is_taken_back(self, change: Change) -> bool:
        """What was answered; as long as nothing was, it is asked, and the change holds."""
        asks = " ".join(filter(None, ("change", change.version, change.kind, change.what, change.value)))
        answer = words.fold(self._answers.on(asks))
        if answer not in words.values("yes_no"):
            cell = change.cells["what"]
            self._problems.question(cell, "changes.line_gone", version=change.version, asks=asks, **_named(change))
        return words.values("yes_no").get(answer) == "yes"


def _named(change: Change) -> dict[str, object]:
    return {"kind": words.choices("change", "en")[change.kind], "what": change.what or "–"}


def _holds(found: Sequence[Change], change: Change) -> bool:
    """Whether a change is what holds already: the same was said, and since then nothing that undoes it."""
    if isinstance(change, Consent):  # which other changes of the meeting may have undone
        return any(other.key == change.key for other in in_force(found))
    alike = [other for other in found if other.subject == change.subject]
    same = [place for place, other in enumerate(alike) if other.key == change.key]
    return bool(same) and all(type(other) is type(change) and not change.settles for other in alike[same[-1] + 1 :])
