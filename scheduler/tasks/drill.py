"""Plan B before it is needed: every single loss tried beforehand, and what would soften those that hurt most."""

import json
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from threading import Event as Stop
from typing import Literal

from scheduler import export, files, model, versions
from scheduler.check import breaches
from scheduler.domain import (
    Change,
    CloseRoom,
    CloseTime,
    Event,
    Interpreter,
    LocalRange,
    Lost,
    Moment,
    Names,
    Placement,
    Room,
    Withdraw,
    clock_time,
)
from scheduler.errors import BrokenRules, Contradiction, OutOfTime
from scheduler.reschedule import as_changed, difference, touched
from scheduler.tasks.history import Saved
from scheduler.tasks.identity import home
from scheduler.tasks.saving import REFUSED, Run
from scheduler.tasks.standing import standing

FILE, BOOK = "drill.json", "drill.xlsx"
WORST = 3
"""Losses of which it is tried what would soften them; a government that is gone nothing brings back."""

Kind = Literal["government", "room", "interpreter", "hour"]
Help = Literal["", "room", "interpreter"]


@dataclass(frozen=True)
class Loss:
    """One thing that is lost: a government by its code, a room or interpreter by name, an hour as the host's clock shows it.

    `help` is what there is one more of.
    """

    kind: Kind
    name: str
    help: Help = ""


@dataclass(frozen=True)
class Outcome:
    """What a loss comes to.

    Attributes
    ----------
    fall
        The meetings that then have no place.
    move
        Those at another time or in another room.
    tell
        Who is to be told: governments by code, interpreters by name.
    proven
        Whether no repair changes less.
    possible
        Whether there is a repair at all; what is pinned may stand against it.
    """

    loss: Loss
    fall: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    proven: bool = True
    possible: bool = True

    @property
    def hurts(self) -> tuple[int, int, int]:
        """How much: what has no repair most, then by meetings that fall, that move, and by who is to be told."""
        return (10**6 if not self.possible else len(self.fall), len(self.move), len(self.tell))


@dataclass(frozen=True)
class Drill:
    """The outcomes for a version, those that hurt most first, and what one more of something would make of the worst.

    `left` is how many losses have not been tried yet; `names` are those of the governments, by their codes.
    """

    version: str
    names: Mapping[str, Names]
    outcomes: tuple[Outcome, ...]
    helped: tuple[Outcome, ...]
    left: int
    book: Path


Progress = Callable[[int, int], None]
"""Is told how many losses of how many have been tried."""


def drill(folder: Path, run: Run, stop: Stop, progress: Progress) -> Drill:
    """Try every single loss against the latest version; what was tried before for the same version is not tried again.

    Raises
    ------
    UsageError
        There is no version yet.
    IntakeError
        The event cannot be read.
    """
    where = home(folder, run.out)
    stands = standing(folder, run)
    base, event = stands.base, stands.said
    kept = _Kept(where, f"{base.name} {files.digest(base.folder / versions.MANIFEST)} {event.intake}")
    every = losses(event, base)
    _try_all([loss for loss in every if loss not in kept.found], event, base, kept, stop, progress, len(every))
    outcomes = sorted((kept.found[loss] for loss in every if loss in kept.found), key=lambda one: one.hurts, reverse=True)
    worst = [one for one in outcomes if one.loss.kind != "government" and any(one.hurts)][:WORST]
    wanted = [loss for one in worst for loss in _softened(one.loss, event)] if len(outcomes) == len(every) else []
    _try_all([loss for loss in wanted if loss not in kept.found], event, base, kept, stop, progress, len(every))
    helped = tuple(kept.found[loss] for loss in wanted if loss in kept.found)
    names = {government.code: government.names for government in event.governments}
    done = Drill(base.name, names, tuple(outcomes), helped, len(every) - len(outcomes), where / BOOK)
    lines = [(o.loss.kind, o.loss.name, o.loss.help, o.fall, o.move, o.tell, o.possible) for o in (*done.outcomes, *helped)]
    about = export.Drilled(event.names, base.name, event.settings.host_zone, names)
    files.put(where / BOOK, lambda path: export.write_drill(path, about, lines, run.language))
    return done


def losses(event: Event, base: Saved) -> list[Loss]:
    """What can be lost: governments, rooms and interpreters that a version uses, and the hours of its slots."""
    places = base.placements.values()
    used = {place.room for place in places}, {one.name for place in places for one in place.interpreters}
    meeting = {code for outcome in base.timetable.meetings if outcome.placement for code in outcome.governments}
    found = [Loss("government", code) for code in sorted(meeting)]
    found += [Loss("room", room.name) for room in event.rooms if room.name in used[0]]
    found += [Loss("interpreter", person.name) for person in event.interpreters if person.name in used[1]]
    for slot in sorted(event.slots, key=lambda one: (str(one.range.day), one.range.start)):
        for start in range(slot.range.start, slot.range.end, 60):
            found.append(Loss("hour", f"{slot.range.day} {clock_time(start)}-{clock_time(min(start + 60, slot.range.end))}"))
    return found


def _softened(loss: Loss, event: Event) -> list[Loss]:
    """The same loss with one room more, and with one interpreter more."""
    helps: tuple[Help, ...] = ("room", "interpreter") if event.interpreters else ("room",)
    return [replace(loss, help=more) for more in helps]


# ------------------------------------------------------------------------------------------------------------ one loss


def tried(event: Event, placed: Mapping[str, Placement], base: Saved, loss: Loss) -> Outcome:
    """What a loss comes to when as little changes as can be.

    Raises
    ------
    BrokenRules
        The repair breaks rules, by the independent check.
    """
    changed = as_changed(event.deciding(changes=(*event.decided.changes, _change(loss))), placed)
    if loss.help == "room":
        changed = replace(changed, rooms=(*changed.rooms, Room("+1")))
    elif loss.help == "interpreter":
        languages = {language for person in changed.interpreters for language in person.languages}
        person = Interpreter("+1", tuple(sorted(languages)))
        changed = replace(changed, interpreters=(*changed.interpreters, person))
    try:
        found = model.solve(changed, model.Budget(seed=event.settings.seed), lambda *_: None, placed)
    except (Contradiction, OutOfTime, model.Unplaceable):
        return Outcome(loss, possible=False)
    if broken := breaches(changed, found.placements):
        raise BrokenRules(REFUSED, *broken)
    against = difference(base.timetable, found)
    fall = tuple(one.id for one in against.altered if {"cancelled", "left out"} & set(one.how) and one.id in placed)
    move = tuple(one.id for one in against.altered if {"moved", "room"} & set(one.how))
    told = tuple(told.who for told in touched(changed, against))
    first = next((tier for tier in found.tiers if tier.goals[0].goal == "D"), None)
    return Outcome(loss, fall, move, told, first is None or first.proven)


def _change(loss: Loss) -> Change:
    match loss.kind:
        case "government":
            return Withdraw(loss.name)
        case "room":
            return CloseRoom(loss.name)
        case "interpreter":
            return Lost(loss.name)
        case "hour":
            hours = _hours(loss.name)
            return CloseTime("", start=Moment(hours.day, hours.start), end=Moment(hours.day, hours.end))


def _hours(name: str) -> LocalRange:
    day, _, times = name.partition(" ")
    start, end = (int(at[:2]) * 60 + int(at[3:]) for at in times.split("-"))
    return LocalRange(date.fromisoformat(day), start, end, "")


# ------------------------------------------------------------------------------------------------------- all, on all cores


class _Kept:
    """What was tried, in a file that is whole after every loss."""

    def __init__(self, where: Path, key: str) -> None:
        self._path, self._key = where / FILE, key
        self.found: dict[Loss, Outcome] = {}
        try:
            content = json.loads(files.read(self._path))
            if content["key"] == key:
                for one in content["outcomes"]:
                    lists = {name: tuple(one[name]) for name in ("fall", "move", "tell")}
                    outcome = Outcome(Loss(**one["loss"]), **lists, proven=one["proven"], possible=one["possible"])
                    self.found[outcome.loss] = outcome
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self.found.clear()

    def add(self, outcome: Outcome) -> None:
        self.found[outcome.loss] = outcome
        content = {"key": self._key, "outcomes": [asdict(one) for one in self.found.values()]}

        def write(path: Path) -> None:
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")

        files.put(self._path, write)


def _try_all(
    wanted: Sequence[Loss], event: Event, base: Saved, kept: _Kept, stop: Stop, progress: Progress, total: int
) -> None:
    """Try each on a core of its own; what is done when somebody asks to stop is kept."""
    if not wanted or stop.is_set():
        return
    placed = base.placements
    anew = get_context("spawn")  # a copy of a process that has threads, as the solver has, may wait for ever
    with ProcessPoolExecutor(os.cpu_count(), anew, _heedless) as pool:
        running: set[Future[Outcome]] = {pool.submit(tried, event, placed, base, loss) for loss in wanted}
        while running:
            done, running = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
            for one in done:
                kept.add(one.result())
                progress(min(len(kept.found), total), total)
            if stop.is_set():
                pool.shutdown(wait=False, cancel_futures=True)
                return


def _heedless() -> None:
    """Ctrl-C is for the run that waits, not for those at work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
