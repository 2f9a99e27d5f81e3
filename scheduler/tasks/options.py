"""Up to three answers to changes: how much may move for how much gain; and what was looked at, kept for `--take`."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from scheduler import __version__, files, model, stored
from scheduler.domain import Event, Placement, Tier, Timetable
from scheduler.errors import Contradiction, OutOfTime, PlazaError
from scheduler.tasks.finding import find
from scheduler.tasks.history import Saved
from scheduler.tasks.saving import Passed, passed
from scheduler.tasks.telling import Telling, telling

ORDERS: tuple[model.Order, ...] = ("nothing moves", "places refilled", "best overall")

SECONDS = 20
"""Of the clock that the second and third answer may take, where no other limit was set."""

FILE = "options.json"


@dataclass(frozen=True)
class Option:
    """An answer that has passed the check, and whom it touches.

    Attributes
    ----------
    order
        Where goal D stands in it.
    same_as
        The number of an earlier option that is the same, or that nothing better than was found within its time; 0 for none.
    in_time
        Whether something was found in its time that is no worse than an option before.
    telling
        What is different, and whom to tell.
    near
        Whether what swaps could not be exactly in each other's place.
    """

    order: model.Order
    made: Passed
    telling: Telling
    near: bool = False
    same_as: int = 0
    in_time: bool = True


Shown = Callable[[int, Option], None]
"""Is told of each option as soon as it is there: its number, counted from 1, and itself."""


@dataclass(frozen=True)
class Question:
    """What the options are answers to.

    Attributes
    ----------
    events
        As they are to be; several where meetings swap: in the first they must be exactly in each other's place.
    before
        Where the meetings were, or were put by hand.
    base, sent
        The latest version, and the one that was sent out last.
    """

    events: Sequence[Event]
    before: Mapping[str, Placement]
    base: Saved
    sent: Saved | None

    @property
    def key(self) -> str:
        """The same for the same event, changes and version before: the SHA-256 of all that the answer depends on."""
        event = self.events[0]
        said = (event.decided, event.intake, event.settings.seed, self.base.name, self.base.timetable.intake, __version__)
        return sha256(f"{said} {sorted(self.before.items())}".encode()).hexdigest()


def options_of(
    asked: Question, budget: model.Budget, report: model.Report, orders: Sequence[model.Order], shown: Shown
) -> tuple[Option, ...]:
    """An answer for each order; none is worse, by its own order, than one before it.

    Raises
    ------
    Contradiction, OutOfTime
        There is not even the first.
    """
    options: list[Option] = []
    events = list(asked.events)
    for number, order in enumerate(orders, start=1):
        limited = budget if number == 1 or budget.seconds else budget.anew(SECONDS)
        try:
            event, made = _made(events, asked, limited, report, order)
        except OutOfTime:
            if not options:
                raise
            option = replace(options[-1], order=order, same_as=_first_like(options, options[-1]), in_time=False)
        else:
            said = telling(event, made.timetable, asked.base, asked.sent)
            option = Option(order, made, said, near=event is not asked.events[0])
            option = replace(option, same_as=_first_like(options, option))
            better = [one for one in options if _worth(one.made, made.timetable.tiers) < _worth(made, made.timetable.tiers)]
            if better:
                option = replace(better[-1], order=order, same_as=_first_like(options, better[-1]), in_time=False)
        options.append(option)
        shown(number, option)
        if budget.stop.is_set():
            break
    return tuple(options)


def _made(
    events: list[Event], asked: Question, budget: model.Budget, report: model.Report, order: model.Order
) -> tuple[Event, Passed]:
    """The best timetable in an order; of events that are ever looser the first that has one, and the others are dropped."""
    while True:
        try:
            found = find(events[0], budget, report, asked.before, order, last=len(events) == 1)
        except Contradiction:
            if len(events) == 1:
                raise
            events.pop(0)
        else:
            return events[0], passed(events[0], found, asked.before)


def _first_like(options: Iterable[Option], option: Option) -> int:
    """The number of the first option with the same placements; 0 where there is none."""
    places = option.made.timetable.placements
    return next((n for n, one in enumerate(options, start=1) if one.made.timetable.placements == places), 0)


def _worth(made: Passed, tiers: Iterable[Tier]) -> list[int]:
    """What a timetable is worth in the tiers of another, from the first: the less the better."""
    goals = made.verdict.goals
    counted = (tier for tier in tiers if tier.tier and all(goal.goal in goals for goal in tier.goals))
    return [sum(goal.weight * goals[goal.goal] for goal in tier.goals) for tier in counted]


# ------------------------------------------------------------------------------------------------------ kept for `--take`


def keep_options(where: Path, asked: Question, options: Sequence[Option]) -> None:
    """Write down what was found, in place of what was before, so that taking one costs no second search."""
    kept = [
        {"order": one.order, "same_as": one.same_as, "in_time": one.in_time, "timetable": _as_text(one.made.timetable)}
        for one in options
    ]
    content = json.dumps({"key": asked.key, "options": kept}, ensure_ascii=False, indent=1).encode()

    def write(path: Path) -> None:
        path.write_bytes(content)

    files.put(where / FILE, write)


def _as_text(table: Timetable) -> str:
    return stored.timetable_json(replace(table, version="v000", based_on=None)).decode()


def kept_options(where: Path, asked: Question) -> tuple[Option, ...]:
    """What was found for the same question, checked anew; nothing where that was another, or cannot be used."""
    try:
        content = json.loads(files.read(where / FILE))
        if content["key"] != asked.key:
            return ()
        return tuple(_read(where, asked, one) for one in content["options"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError, PlazaError):
        return ()


def _read(where: Path, asked: Question, kept: Mapping[str, Any]) -> Option:
    with files.workplace(where) as here:
        (here / "timetable.json").write_text(kept["timetable"], encoding="utf-8")
        table = replace(stored.read_timetable(here / "timetable.json"), version=None)
    event = next(iter(asked.events))
    made = passed(event, table, asked.before)
    said = telling(event, made.timetable, asked.base, asked.sent)
    order: model.Order = next(order for order in ORDERS if order == kept["order"])
    return Option(order, made, said, same_as=int(kept["same_as"]), in_time=bool(kept["in_time"]))
