"""What is said of a meeting that is left out holds of all timetables: on small events all of them are tried."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings

from scheduler import words
from scheduler.domain import GOALS, Event, Message
from scheduler.errors import Contradiction
from tests.events import solve
from tests.explain.brute import Goals, all_timetables
from tests.explain.narrow import narrow_events

OPTIMISED = GOALS[:-1]
NAMES = {words.say("en", f"goal.{goal}"): goal for goal in GOALS}

Tried = tuple[frozenset[str], Goals]
"""The meetings that a timetable places, and its goals."""


def best(tried: Iterable[Tried]) -> list[int]:
    """The goals before G9 of the best of some timetables."""
    return min([goals[goal] for goal in OPTIMISED] for _, goals in tried)


def right(reason: Message, id: str, valid: list[Tried], with_it: list[Tried]) -> None:
    verdict, values = reason.key.removeprefix("reason."), reason.values
    assert verdict in ("no_place", "instead", "tie", "must")
    assert (verdict in ("no_place", "must")) == (not with_it)
    if verdict == "instead":
        pairs = zip(OPTIMISED, best(valid), best(with_it), strict=True)
        goal, was, value = next(one for one in pairs if one[1] != one[2])
        named = [NAMES[words.say("en", one.key)] for one in values["goals"]]  # type: ignore[attr-defined]
        assert (named, values["was"], values["value"]) == ([goal], was, value)
    if verdict == "tie":
        equal = [placed for placed, goals in with_it if [goals[goal] for goal in OPTIMISED] == best(valid)]
        others = set(values["others"])  # type: ignore[call-overload]
        assert any(others.isdisjoint(placed) for placed in equal)


def holds(event: Event) -> dict[str, int]:
    """Look at the reason of each meeting that is left out; how many there were of each verdict."""
    valid = all_timetables(event)
    try:
        found = solve(event)
    except Contradiction:
        assert not valid
        return {"contradiction": 1}
    counted: dict[str, int] = {}
    optional = replace(event, meetings=tuple(replace(one, mandatory=False) for one in event.meetings))
    for outcome in (one for one in found.meetings if one.reason):
        assert outcome.reason
        right(outcome.reason, outcome.id, valid, [one for one in valid if outcome.id in one[0]])
        alone = any(
            outcome.id in placed for placed, _ in all_timetables(replace(optional, meetings=(event.meeting(outcome.id),)))
        )
        verdict = outcome.reason.key.removeprefix("reason.")
        assert (verdict == "no_place") == (not alone)
        counted[verdict] = counted.get(verdict, 0) + 1
    return counted


@given(narrow_events())
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
def test_a_verdict_holds_of_all_timetables(event: Event) -> None:
    holds(event)
