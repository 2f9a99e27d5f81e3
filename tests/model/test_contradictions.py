"""Must-haves that cannot hold together: seen before a search where counting shows it, and a smallest set of them named."""

import subprocess
import sys
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain import Event, Moment, Room, Slot
from scheduler.errors import Contradiction
from scheduler.model.crowds import crowded
from scheduler.model.forced import Forced
from scheduler.model.starts import Starts
from tests.events import DAY, event, government, hours, meeting, solve

ROOMS = tuple(Room(f"R{number}") for number in range(1, 6))


def named(contradicting: Event) -> list[str]:
    """The meetings that the contradiction names."""
    with pytest.raises(Contradiction) as caught:
        solve(contradicting)
    meetings = caught.value.says[0].values["meetings"]
    assert isinstance(meetings, list)
    return meetings


def at(hour: int) -> Moment:
    return Moment(DAY, hour * 60)


@given(
    st.dictionaries(st.sampled_from("abcde"), st.sets(st.integers(0, 3), min_size=1).map(sorted)),
    st.integers(1, 2),
)
def test_crowded_names_a_smallest_set_exactly_where_not_all_find_a_place(wanted: dict[str, list[int]], holds: int) -> None:
    def all_find_one(names: set[str]) -> bool:
        ways = product(*(wanted[name] for name in names))
        return any(all(way.count(place) <= holds for place in way) for way in ways)

    found = set(crowded(wanted, holds))
    if found:
        assert not all_find_one(found)
        assert all(all_find_one(found - {name}) for name in found)
    else:
        assert all_find_one(set(wanted))


def test_a_government_with_more_must_haves_than_beginnings() -> None:
    many = [meeting(f"M0{n}", "JP01", f"KR0{n}", mandatory=True) for n in range(1, 5)]
    assert named(event(*many, rooms=ROOMS)) == ["M01", "M02", "M03", "M04"]
    two_delegations = government("JP01", delegations=2)
    solve(event(*many, rooms=ROOMS, own=(two_delegations,)))


def test_more_must_haves_than_rooms_and_beginnings() -> None:
    many = [meeting(f"M0{n}", f"JP0{n}", f"KR0{n}", mandatory=True) for n in range(1, 4)]
    assert named(event(*many, slots=(Slot(hours(9, 10)),), rooms=ROOMS[:2])) == ["M01", "M02", "M03"]


def test_fixed_meetings_of_both_parties_leave_none() -> None:
    fixed = [
        meeting("M01", "JP01", "KR02", fixed_start=at(9)),
        meeting("M02", "JP01", "KR03", fixed_start=at(10)),
        meeting("M03", "KR01", "JP02", fixed_start=at(11)),
    ]
    free = meeting("M04", "JP01", "KR01", mandatory=True)
    other = meeting("M05", "JP05", "KR05", fixed_start=at(9))
    contradicting = event(*fixed, free, other, rooms=ROOMS)
    assert named(contradicting) == ["M01", "M02", "M03", "M04"]
    forced = Forced(Starts(contradicting))
    assert forced.left["M04"] == ()
    assert forced.because({"M04"}) == {"M01", "M02", "M03", "M04"}


def test_a_meeting_left_one_beginning_takes_it_from_others() -> None:
    chain = event(
        meeting("M01", "JP01", "KR01", fixed_start=at(9)),
        meeting("M02", "JP01", "KR02", mandatory=True),
        meeting("M03", "JP03", "KR02", mandatory=True),
        slots=(Slot(hours(9, 11)),),
        rooms=ROOMS,
    )
    left = Forced(Starts(chain)).left
    assert [[start.begin % 1440 // 60 for start in left[id]] for id in ("M01", "M02", "M03")] == [[0], [1], [0]]


def test_order_outside_the_contradicting_meetings_is_no_matter() -> None:
    earlier = meeting("M01", "JP09", "KR09")
    many = [meeting(f"M0{n}", "JP01", f"KR0{n}", mandatory=True, after=("M01",)) for n in range(2, 6)]
    assert named(event(earlier, *many, rooms=ROOMS)) == ["M02", "M03", "M04", "M05"]


INTERRUPTED = """
import signal, time
from ortools.sat.python.cp_model import CpModel
from scheduler.model.search import conflict
signal.signal(signal.SIGINT, signal.default_int_handler)  # which is not so where the tests run in the background
model = CpModel()
wanted = {name: model.new_bool_var(name) for name in ("one", "other")}
model.add_at_most_one(wanted.values())
assert len(conflict(model, wanted, 0)) == 2
try:
    signal.raise_signal(signal.SIGINT)
    time.sleep(5)
except KeyboardInterrupt:
    print("heard")
"""


def test_ctrl_c_is_heard_after_a_contradiction() -> None:
    """The solver would take the signal for itself, and leave it to end the program."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "heard\n"), done.stderr
