"""What is listed for many meetings at once is what each of them has by itself."""

from dataclasses import replace
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain import Closure, Commitment, Event, Interpreter, Interpreting, LocalRange, Pin, Placement
from scheduler.model.clock import instant
from scheduler.model.starts import Start, Starts
from tests.events import event, hours, meeting
from tests.strategies import events

One = TypeVar("One")


@st.composite
def decided(draw: st.DrawFn) -> tuple[Event, dict[str, Placement]]:
    """Events with meetings alike but for their ids, and what may be decided of one and not of the other; with a timetable
    before.
    """
    said = draw(events())
    twins = [replace(one, id=f"{one.id}0") for one in said.meetings]
    ids = [one.id for one in (*said.meetings, *twins)]
    at = sorted({start for of in Starts(said).possible.values() for start in of}, key=lambda one: one.begin)
    placements = st.builds(
        lambda start, room, person: Placement(
            instant(start.begin),
            instant(start.end),
            room.name,
            tuple(Interpreting(pair, person.name if person else "I0") for pair in start.pairs),
        ),
        st.sampled_from(at or [Start(0, 60, frozenset())]),
        st.sampled_from(said.rooms),
        st.sampled_from(said.interpreters or (None,)),
    )
    spared = tuple(draw(st.lists(st.sampled_from(ids), max_size=2)))
    closed = (Closure(LocalRange(None, 0, draw(st.integers(1, 1440)), said.settings.host_zone), spared),)
    pins = []
    for id in draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)):
        place = draw(placements)
        pins.append(
            Pin(
                id,
                place.start if draw(st.booleans()) else None,
                place.room if draw(st.booleans()) else None,
                place.interpreters if draw(st.booleans()) else None,
            )
        )
    everything = replace(
        said,
        meetings=(*said.meetings, *twins),
        rooms=_one_with(said.rooms, draw(st.booleans()), closed=closed),
        interpreters=_one_with(said.interpreters, draw(st.booleans()), away=closed),
        marks=tuple(replace(mark, spared=spared) for mark in said.marks),
        programme=tuple(replace(item, spared=spared) for item in said.programme),
        commitments=tuple(
            Commitment(id, one.name, "declined")
            for one in said.interpreters[:1]
            for id in draw(st.lists(st.sampled_from(ids), max_size=2))
        ),
    )
    if draw(st.booleans()):
        everything = everything.deciding(pins=tuple(pins), not_before=draw(placements).start)
    before = {id: draw(placements) for id in draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))}
    return everything, before


def _one_with(of: tuple[One, ...], really: bool, **stated: object) -> tuple[One, ...]:
    """The last of them with something stated, where there is one and it really is."""
    return (*of[:-1], replace(of[-1], **stated)) if of and really else of  # type: ignore[type-var]


@settings(deadline=None)
@given(decided())
def test_meetings_that_share_a_list_have_it_each_by_itself(found: tuple[Event, dict[str, Placement]]) -> None:
    event, before = found
    together = Starts(event, before)
    for one in event.meetings:
        alone = Starts(replace(event, meetings=(one,)), before)
        assert together.possible[one.id] == alone.possible[one.id]
        assert together.open[one.id] == alone.open[one.id]
        assert list(together.liked[one.id].items()) == list(alone.liked[one.id].items())
        for start in alone.possible[one.id]:
            for pair in start.pairs:
                named = [
                    [person.name for person in of.able(pair, start.begin, start.end, one.id)] for of in (together, alone)
                ]
                assert named[0] == named[1]


def test_meetings_with_the_same_conditions_share_one_list() -> None:
    alike = [meeting(f"M{number}", "CN01", f"JP{number:02}") for number in range(1, 4)]
    wishing = meeting("M4", "CN01", "JP04", preferred=(hours(9, 10),))
    starts = Starts(event(*alike, wishing))
    assert len({id(starts.possible[one.id]) for one in (*alike, wishing)}) == 1
    assert len({id(starts.liked[one.id]) for one in alike}) == 1
    assert starts.liked["M4"] != starts.liked["M1"]
    assert len({id(starts.open[one.id]) for one in (*alike, wishing)}) == 1


def test_people_pinned_to_one_meeting_are_not_pinned_to_another() -> None:
    alike = [meeting(f"M{number}", "CN01", "JP01") for number in (1, 2)]
    pinned = event(*alike, interpreters=(Interpreter("I1", ("zh", "ja")), Interpreter("I2", ("zh", "ja"))))
    people = (Interpreting("ja-zh", "I2"),)
    starts = Starts(pinned.deciding(pins=(Pin("M1", interpreters=people),)))
    assert {start.people for start in starts.possible["M1"]} == {people}
    assert {start.people for start in starts.possible["M2"]} == {None}
