"""What is said of a meeting that is left out holds of all timetables: on small events all of them are tried."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import Phase, given, settings

from scheduler import words
from scheduler.domain import GOALS, Event, Message
from tests.events import solve
from tests.model.test_optimum import Tried, all_valid, small_events

OPTIMISED = GOALS[:-1]
NAMES = {words.say("en", f"goal.{goal}"): goal for goal in GOALS}


def best(tried: Iterable[Tried]) -> list[int]:
    """The goals before G9 of the best of some timetables."""
    return min([goals[goal] for goal in OPTIMISED] for _, goals, _ in tried)


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(small_events())
def test_a_verdict_holds_of_all_timetables(event: Event) -> None:
    event = replace(event, slots=event.slots[:1], settings=replace(event.settings, fairness_bound=None))
    found = solve(event)
    valid = list(all_valid(event))
    for outcome in (one for one in found.meetings if one.reason):
        with_it = [one for one in valid if outcome.id in one[0].placements]
        assert outcome.reason
        right(outcome.reason, outcome.id, valid, with_it)


def right(reason: Message, id: str, valid: list[Tried], with_it: list[Tried]) -> None:
    verdict, values = reason.key.removeprefix("reason."), reason.values
    assert verdict in ("no_place", "instead", "tie")
    assert (verdict == "no_place") == (not with_it)
    if verdict == "instead":
        pairs = zip(OPTIMISED, best(valid), best(with_it), strict=True)
        goal, was, value = next(one for one in pairs if one[1] != one[2])
        named = [NAMES[words.say("en", one.key)] for one in values["goals"]]  # type: ignore[attr-defined]
        assert (named, values["was"], values["value"]) == ([goal], was, value)
    if verdict == "tie":
        equal = [table for table, goals, _ in with_it if [goals[goal] for goal in OPTIMISED] == best(valid)]
        out = [sorted(one.id for one in table.meetings if one.state == "unscheduled") for table in equal]
        assert any(set(values["others"]) <= set(one) and id not in one for one in out)  # type: ignore[call-overload]
