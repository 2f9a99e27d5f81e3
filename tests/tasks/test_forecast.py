"""What would be enough, held against every way there is of leaving something out; and the command on events of any kind."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from scheduler import model
from scheduler.cli import cli
from scheduler.domain import GOALS, Enough, Event, Interpreter, Mark, Moment, Need, Room, Slot, Weight
from scheduler.errors import Contradiction
from scheduler.tasks.enough import enough
from tests.events import DAY, event, government, hours, meeting
from tests.small import Desk

task = import_module("scheduler.tasks.enough")
PARTIES = ("CN01", "JP01", "JP02", "KR01")
Cost = tuple[int, int]


def found(of: Event, seconds: float | None = None) -> Enough:
    return enough(of, model.Budget(seconds=seconds), lambda means, name, number: None)


def need(of: Enough, means: str, name: str = "") -> Need:
    (one,) = (one for one in of.needs if (one.means, one.name) == (means, name))
    return one


# ---------------------------------------------------------------------------------------------------------- by hand


def four_at_once() -> Event:
    """Four meetings of different parties in one slot of two hours: two rooms are enough, each twice."""
    asked = [meeting(f"M0{number}", f"CN0{number}", f"JP0{number}") for number in range(1, 5)]
    rooms = (Room("R1", platform="Zoom"), Room("R2", platform="Zoom"), Room("R3", platform="VooV"))
    people = tuple(Interpreter(f"I{number}", ("ja", "zh"), max_minutes=120) for number in range(1, 4))
    return event(*asked, slots=(Slot(hours(9, 11)),), rooms=rooms, interpreters=people)


def test_the_least_of_each_and_what_one_fewer_costs() -> None:
    of = found(four_at_once())
    assert of.now.fits and of.done
    rooms = need(of, "rooms")
    assert (rooms.there, rooms.least, rooms.proven) == (3, 2, True)
    assert len(rooms.spare) == 1 and rooms.each == ("R1", "R2", "R3")
    assert [(price.number, len(price.fall), price.weight, price.proven) for price in rooms.prices] == [
        (3, 0, 0, True),
        (2, 0, 0, True),
        (1, 2, 8, True),  # two of weight 4 fall, and with each two governments
        (0, 4, 16, True),
    ]
    assert [price.left_out for price in rooms.prices] == [0, 0, 4, 8]
    zoom, voov = need(of, "licences", "Zoom"), need(of, "licences", "VooV")
    assert (zoom.there, zoom.least, voov.there, voov.least) == (2, 1, 1, 0)
    people = need(of, "interpreters", "ja-zh")
    assert (people.there, people.least, people.proven) == (3, 2, True)
    assert [len(price.fall) for price in people.prices] == [0, 0, 2, 4]  # without anybody nothing is interpreted
    slots = need(of, "slots")
    assert (slots.there, slots.least, slots.proven, slots.prices[-1].number) == (1, 1, True, 1)


def test_where_not_everything_fits_what_helps_most_comes_first() -> None:
    asked = [meeting(f"M0{number}", f"JP0{number}", f"KR0{number}") for number in range(1, 6)]
    of = found(event(*asked, rooms=(Room("R1"),)))
    assert of.now.fits is False and (len(of.now.fall), of.now.left_out, of.now.weight) == (2, 4, 8)
    rooms = need(of, "rooms")
    assert (rooms.there, rooms.least, rooms.proven) == (1, 2, True)
    assert [(one.means, len(one.price.fall)) for one in of.additions] == [("rooms", 0), ("hour", 1), ("hour", 1)]
    assert {one.name for one in of.additions if one.means == "hour"} == {"2021-11-05 12:00-13:00", "2021-11-05 08:00-09:00"}
    assert [len(price.fall) for price in rooms.prices] == [0, 2, 5]


def test_more_than_one_more_may_be_needed() -> None:
    asked = [meeting(f"M0{number}", f"JP0{number}", f"KR0{number}") for number in range(1, 5)]
    rooms = need(found(event(*asked, slots=(Slot(hours(9, 10)),))), "rooms")
    assert (rooms.there, rooms.least, rooms.proven) == (1, 4, True)
    assert [(price.number, len(price.fall)) for price in rooms.prices] == [(4, 0), (3, 1), (2, 2), (1, 3), (0, 4)]


def test_what_is_left_is_what_weighs_most_not_what_serves_most() -> None:
    usable = {"CN01": ("VooV",), "JP01": ("VooV",), "CN02": ("Zoom",), "JP02": ("Zoom",)}
    asked = [meeting(f"M0{number}", "CN01", "JP01", weight=1) for number in (1, 2)]
    of = found(
        event(
            *asked,
            meeting("M03", "CN02", "JP02", weight=8),
            rooms=(Room("R1", platform="VooV"), Room("R2", platform="Zoom")),
            own=[government(code, platforms=platforms) for code, platforms in usable.items()],
        )
    )
    two, one, none = need(of, "rooms").prices
    assert (two.fall, one.fall, one.gone, none.number) == ((), ("M01", "M02"), ("R1",), 0)


def test_that_no_number_suffices_is_said() -> None:
    asked = [meeting(f"M0{number}", "JP01", f"KR0{number}") for number in range(1, 6)]
    of = found(event(*asked))
    rooms = need(of, "rooms")
    assert rooms.least is None and rooms.proven
    assert [price.number for price in rooms.prices if price.number > rooms.there] == []  # nor does any help
    best = of.additions[0]
    assert best.means == "hour" and best.price.cost < of.now.cost
    assert all(one.price.cost == of.now.cost for one in of.additions if one.means == "rooms")


def test_how_many_more_still_help_is_said_where_no_number_suffices() -> None:
    never = Mark("KR04", hours(9, 10), "no")
    asked = [meeting(f"M0{number}", f"JP0{number}", f"KR0{number}") for number in range(1, 5)]
    rooms = need(found(event(*asked, slots=(Slot(hours(9, 10)),), marks=(never,))), "rooms")
    assert (rooms.there, rooms.least, rooms.proven) == (1, None, True)
    assert [(price.number, price.fall) for price in rooms.prices if price.number > 1] == [
        (3, ("M04",)),
        (2, rooms.prices[1].fall),
    ]


def test_a_platform_that_only_governments_name_can_be_what_is_missing() -> None:
    asked = [meeting("M01", "CN01", "JP01"), meeting("M02", "CN02", "JP02")]
    voov = [government(code, platforms=("VooV",)) for code in ("CN01", "JP01")]
    of = found(event(*asked, rooms=(Room("R1", platform="Zoom"), Room("R2", platform="Zoom")), own=voov))
    assert of.now.fall == ("M01",)
    missing = need(of, "licences", "VooV")
    assert (missing.there, missing.least) == (0, 1)
    assert of.additions[0].price.fits and of.additions[0].means in ("rooms", "licences")


def test_what_must_take_place_without_a_start_is_left_aside_and_what_clashes_is_said() -> None:
    nine = Moment(DAY, 9 * 60)
    asked = [meeting(f"M0{number}", f"JP0{number}", f"KR0{number}", fixed_start=nine) for number in (1, 2)]
    of = found(event(*asked))
    assert of.now.contradiction and of.now.fits is False and len(of.now.fall) == 1
    assert need(of, "rooms").least == 2
    hopeless = meeting("M03", "JP03", "KR03", mandatory=True, participants=50)
    of = found(event(meeting("M04", "JP04", "KR04"), hopeless, rooms=(Room("R1", capacity=10),)))
    assert (of.now.fall, of.now.contradiction) == (("M03",), False)


# --------------------------------------------------------------------------------------------------- by trying all ways


@st.composite
def small_events(draw: st.DrawFn) -> Event:
    """Three or four meetings, with rooms of two platforms and two sizes, interpreters of several pairs, and two slots."""
    asked = []
    for number in range(1, draw(st.integers(3, 5))):
        parties = draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=3, unique=True))
        participants = draw(st.sampled_from((None, None, 50)))
        weight = draw(st.sampled_from((1, 4, 8)))
        asked.append(meeting(f"M{number:02}", *parties, weight=weight, participants=participants))
    codes = sorted({code for m in asked for code in m.governments})
    platforms = st.sampled_from(((), (), ("Zoom",), ("Zoom", "VooV")))
    own = [government(code, platforms=draw(platforms), delegations=draw(st.sampled_from((1, 2)))) for code in codes]
    rooms = [
        Room(f"R{number}", platform=draw(st.sampled_from(("Zoom", "VooV"))), capacity=draw(st.sampled_from((None, 10))))
        for number in range(draw(st.integers(1, 3)))
    ]
    spoken = st.sampled_from((("ja", "zh"), ("ja", "ko"), ("ja", "ko", "zh")))
    people = [
        Interpreter(f"I{n}", draw(spoken), available_to=draw(st.sampled_from((None, Moment(None, 12 * 60)))))
        for n in range(draw(st.integers(0, 3)))
    ]
    marks = st.builds(Mark, st.sampled_from(codes), st.sampled_from((hours(9, 10), hours(14, 15))), st.just("no"))
    return event(
        *asked,
        own=own,
        rooms=tuple(rooms),
        slots=(Slot(hours(9, 11)), Slot(hours(14, 15))),
        interpreters=tuple(people),
        marks=tuple(draw(st.lists(marks, max_size=2))),
    )


def cost(of: Event) -> Cost:
    """G1 and G2 of the best timetable, as `plaza solve` finds it."""
    weights = tuple(Weight(goal, place if place < 3 else 0, 1) for place, goal in enumerate(GOALS, start=1))
    solved = model.solve(replace(of, weights=weights), model.Budget(), lambda progress: None)
    one, other = (tier for tier in solved.tiers if tier.tier)
    assert one.proven and other.proven
    return one.value or 0, other.value or 0


def by_number(names: list[str], left: Callable[[tuple[str, ...]], Event], least: int) -> dict[int, Cost]:
    """The best cost with so many of them, of every way to choose them."""
    return {number: min(cost(left(some)) for some in combinations(names, number)) for number in range(least, len(names) + 1)}


def ways(of: Event) -> Iterator[tuple[str, str, dict[int, Cost]]]:
    """Each thing that there can be fewer of, and the best cost with so many."""

    def rooms(some: tuple[str, ...], among: list[str]) -> Event:
        return replace(of, rooms=tuple(room for room in of.rooms if room.name in some or room.name not in among))

    def people(some: tuple[str, ...], among: list[str]) -> Event:
        left = [person for person in of.interpreters if person.name in some or person.name not in among]
        return replace(of, interpreters=(*left, Interpreter("nobody", ("en",))))

    every = [room.name for room in of.rooms]
    yield "rooms", "", by_number(every, lambda some: rooms(some, every), 0)
    for platform in {room.platform for room in of.rooms} if len({room.platform for room in of.rooms}) > 1 else ():
        own = [room.name for room in of.rooms if room.platform == platform]
        yield "licences", platform, by_number(own, lambda some, own=own: rooms(some, own), 0)  # type: ignore[misc]
    for pair in sorted({pair for pairs in model.Starts(of).pairs.values() for pair in pairs}) if of.interpreters else ():
        able = [person.name for person in of.interpreters if set(pair.split("-")) <= set(person.languages)]
        yield "interpreters", pair, by_number(able, lambda some, able=able: people(some, able), 0)  # type: ignore[misc]
    named = {str(place): slot for place, slot in enumerate(of.slots)}
    yield "slots", "", by_number(list(named), lambda some: replace(of, slots=tuple(named[name] for name in some)), 1)


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(small_events())
def test_every_number_is_that_of_trying_all_ways(of: Event) -> None:
    said = found(of)
    assert said.done
    assert said.now.cost[1:] == cost(of)
    for means, name, best in ways(of):
        one = need(said, means, name)
        prices = {price.number: price for price in one.prices}
        assert {number: prices[number].cost[1:] for number in best if number in prices} == {
            number: best[number] for number in best if number in prices
        }
        assert all(price.proven for price in one.prices)
        if best[one.there] == (0, 0):
            assert one.proven and one.least == min(number for number in best if best[number] == (0, 0))
            assert len(one.spare) == one.there - (one.least or 0)
            assert {number for number in best if number < (one.least or 0)} <= set(prices)
        elif means == "rooms":
            assert one.proven and one.least == least_of_more(of)


def least_of_more(of: Event) -> int | None:
    """With how many rooms everything fits, if with any number."""
    for number in range(1, len(of.meetings) + 1):
        more = tuple(Room(f"X{place}", "hybrid") for place in range(number))
        if cost(replace(of, rooms=(*of.rooms, *more))) == (0, 0):
            return len(of.rooms) + number
    return None


@settings(max_examples=15, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(small_events())
def test_one_more_of_each_is_as_good_as_solving_says(of: Event) -> None:
    said = found(of)
    if said.now.fits:
        assert said.additions == ()
        return
    costs = [one.price.cost for one in said.additions]
    assert costs == sorted(costs)
    by = {(one.means, one.name): one.price.cost[1:] for one in said.additions}
    assert by["rooms", ""] == cost(replace(of, rooms=(*of.rooms, Room("X", "hybrid"))))
    longer = (of.slots[0], replace(of.slots[1], range=hours(14, 16)))
    assert by["hour", "2021-11-05 15:00-16:00"] == cost(replace(of, slots=longer))
    for means, pair in by:
        if means == "interpreters":
            person = Interpreter("X", tuple(pair.split("-")))
            assert by[means, pair] == cost(replace(of, interpreters=(*of.interpreters, person)))


# --------------------------------------------------------------------------------------------------------- without end


def test_what_the_time_does_not_reach_is_not_known() -> None:
    of = found(four_at_once(), seconds=1e-9)
    assert not of.done and of.now.fits is None and of.now.weight is None
    assert all(one.least is None and not one.proven for one in of.needs)


def test_what_is_done_when_somebody_stops_it_is_kept() -> None:
    budget = model.Budget()
    tried: list[str] = []

    def trying(means: str, name: str, number: int) -> None:
        tried.append(means)
        if means == "interpreters":
            budget.stop.set()

    of = enough(four_at_once(), budget, trying)
    assert not of.done and of.now.fits
    assert need(of, "rooms").least == 2 and need(of, "rooms").proven
    assert not need(of, "interpreters", "ja-zh").proven
    assert need(of, "slots").least is None


def test_a_contradiction_is_no_fault_of_what_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*of: object) -> None:
        raise Contradiction

    monkeypatch.setattr(task.model, "solve", refuse)
    with pytest.raises(Contradiction):
        found(four_at_once())


# --------------------------------------------------------------------------------------------------------- the command


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, solved=False)


def test_the_command_says_it_and_writes_a_workbook(desk: Desk) -> None:
    said = desk.ends(0, "forecast")
    assert "All rooms" in said and "09:00" in said and "10:00" in said
    assert "\x1b" not in said  # it reads without colours
    assert "As it is: meetings 4: all have a place" in said
    book = load_workbook(desk.home / "forecast.xlsx")
    assert "Korea time" in str(book["Rooms"]["A1"].value)
    assert book.sheetnames == ["Overview", "Rooms", "Interpreters", "Governments", "What is enough"]
    assert len(book["Rooms"].conditional_formatting) == 1 and not list(desk.home.glob("v*"))
    rows = {str(row[0].value): row for row in book["Rooms"].iter_rows(min_row=3, max_row=3)}
    assert [round(float(str(cell.value)), 2) for cell in rows["All rooms"][2:]] == hourly(desk)


def test_no_block_of_hours_is_parted_from_its_title_by_the_end_of_a_page(tmp_path: Path) -> None:
    """Of the founding case, whose governments fill a page each time."""
    plaza = Path(__file__).parents[2] / "inputs" / "plaza-22"
    assert (
        CliRunner().invoke(cli, ["forecast", str(plaza), "--no-solve", "--out", str(tmp_path), "--lang", "en"]).exit_code
        == 0
    )
    sheet = load_workbook(tmp_path / "plaza-22" / "forecast.xlsx")["Governments"]
    titles = [cell.row for cell in sheet["A"] if " · Korea time" in str(cell.value or "")]
    ends = sorted(one.id for one in sheet.row_breaks.brk)
    assert len(titles) == 4 and [end + 1 for end in ends][:3] == titles[1:], "each begins a page; then come the charts"
    charts = sheet._charts  # type: ignore[attr-defined]  # left out of the stubs
    assert all(one.anchor._from.row > ends[3] for one in charts), "their frames do not touch the page before"


def hourly(desk: Desk) -> list[float]:
    found = json.loads(desk.run("forecast", "--no-solve", "--json").stdout)
    (rooms,) = (line for line in found["lines"] if (line["kind"], line["name"], line["seats"]) == ("rooms", "", None))
    return [round(hour["demand"] / hour["supply"], 2) for hour in rooms["hours"]]


def test_machines_read_all_of_it(desk: Desk) -> None:
    found = json.loads(desk.run("forecast", "--json").stdout)
    assert found["meetings"] == 4 and len(found["hours"]) == 4
    assert {line["kind"] for line in found["lines"]} == {"rooms", "interpreters", "government"}
    assert {one["means"] for one in found["enough"]["needs"]} == {"rooms", "interpreters", "slots"}
    assert json.loads(desk.run("forecast", "--json", "--no-solve").stdout)["enough"] is None
    assert Path(found["book"]).is_file()


def test_a_problem_of_the_intake_ends_it_as_it_ends_solving(desk: Desk) -> None:
    desk.rows["Requests"][0][2] = "XX99"
    desk.write()
    assert "XX99" in desk.ends(3, "forecast")
    assert not (desk.home / "forecast.xlsx").exists()


def test_that_interpreters_are_not_managed_is_said(desk: Desk) -> None:
    desk.rows["Interpreters"] = []
    desk.write()
    assert "not managed" in desk.ends(0, "forecast", "--no-solve")
    assert "Interpreters" not in load_workbook(desk.home / "forecast.xlsx").sheetnames


@pytest.mark.parametrize("governments", [5, 1])
def test_that_nothing_is_asked_for_is_said(desk: Desk, governments: int) -> None:
    desk.rows["Requests"] = []
    desk.rows["Governments"] = desk.rows["Governments"][:governments]
    desk.write()
    result = desk.run("forecast")
    assert result.exit_code in (0, 3), result.output
    if result.exit_code == 0:
        assert "no meeting to be placed" in result.output


def test_what_has_no_start_is_named_with_its_cells(desk: Desk) -> None:
    desk.put("Requests", "Number of participants", 5, 50)
    desk.put("Rooms", "Capacity", 10, 10)
    desk.write()
    said = desk.ends(0, "forecast", "--no-solve")
    line = next(line for line in said.splitlines() if line.startswith("No possible start: "))
    assert "M02" in line and "event.xlsx/Requests!" in line and "event.xlsx/Rooms!" in line


def test_what_earlier_versions_decided_holds(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ends(0, "reschedule", "--cancel", "M01")
    found = json.loads(desk.run("forecast", "--json", "--no-solve").stdout)
    assert found["meetings"] == 3 and "M01" not in {id for line in found["lines"] for id in line["meetings"]}
