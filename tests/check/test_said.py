"""What each kind of violation says, and the cells that it names, where everything is stated in cells."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from scheduler import words
from scheduler.check import check
from scheduler.domain import CalendarDay, Source, Violation
from tests.check.test_violations import CLAIMS, PLACEMENTS, at
from tests.events import DAY, event, government, meeting

NOT_FIELDS = ("date", "who", "title")
"""Names of cells that no field of the record has."""

USUAL = ("default", "trilateral")


SAID = {
    "stranger": ("R1: M09 is no meeting of this event.", ""),
    "length": ("R1: M01 lasts 45 minutes; 60 are asked for.", "Request.duration"),
    "too_long": ("R1: M01 lasts 240 minutes, longer than every slot (180 at most).", "Request.duration"),
    "slot": ("R1: M01 is not wholly inside one slot.", "Request.fixed_start"),
    "grid": ("R1: M01 does not begin on the grid of 60 minutes.", ""),
    "government": (
        "R2: JP01 has more meetings at once than delegations, with the break after each: M01, M02.",
        "Government.delegations",
    ),
    "room": ("R3: Room R1 has two meetings at once, with the changeover after each: M01, M02.", ""),
    "no_room": ("R4: M01 is in room “R9”, which the event does not have.", ""),
    "room_capacity": ("R4: Room R1 is too small for M01.", "Room.capacity Request.participants"),
    "room_type": ("R4: Room R1 is not of the type that M01 needs.", "Room.type Request.mode"),
    "room_platform": ("R4: Room R1 is on a platform that a party of M01 cannot use.", "Room.platform"),
    "room_channels": ("R4: Room R1 has too few interpretation channels for M01.", "Room.channels"),
    "room_available_from": ("R4: Room R1 is not available at the time of M01.", "Room.available_from"),
    "room_closed": ("R4: Room R1 is closed at the time of M01.", "Room.closed"),
    "marked": ("R5: KR01 is marked × at the time of M01.", "Mark.level"),
    "programme": ("R5: KR01 is at “Opening” at the time of M01.", "ProgrammeItem.title"),
    "unavailable": ("R5: JP01 is unavailable for M01 by its request 01.", "Request.unavailable"),
    "hours": ("R6: M01 is outside the office hours of KR01.", "Government.office_hours"),
    "lunch": ("R6: M01 is in the lunch break of KR01.", "Government.lunch"),
    "day_off": ("R6: M01 is on a day off of JP01: 2021-11-05, 文化の日.", "CalendarDay.date"),
    "weekend": ("R6: M01 is on a weekend of JP01: 2021-11-06.", "Government.code"),
    "interpreter_language": ("R7: I1 cannot interpret Japanese–Korean in M01.", ""),
    "interpreter_away": (
        "R7: I1 is not available at the time of M01.",
        "Interpreter.away Interpreter.available_from Interpreter.available_to",
    ),
    "interpreter_declined": ("R7: I1 has declined M01.", ""),
    "interpreter_minutes": ("R7: I1 interprets 60 minutes on 2021-11-05, more than allowed.", "Interpreter.max_minutes"),
    "interpreter_twice": ("R7: I1 is needed twice at once: M01, M02.", ""),
    "interpreter_needless": ("R7: I1 is to interpret Japanese–Korean in M01, where that is not to be interpreted.", ""),
    "interpreter_surplus": ("R7: M01 has 3 interpreters; at most 2 may sit in it.", ""),
    "interpreter_pair": (
        "R7: “ko-ja” of I1 in M01 is no pair of languages as the program writes it: codes in alphabetical order.",
        "",
    ),
    "uninterpreted": ("R7: Nobody interprets Japanese–Korean in M01.", "Request.interpreter"),
    "load": ("R8: JP01 has more than 1 meeting on one day: M01, M02.", "Government.max_per_day"),
    "fixed_start": ("R9: M01 does not begin at the fixed start of request 01.", "Request.fixed_start"),
    "fixed_room": ("R9: M01 is not in the fixed room of request 01.", "Request.fixed_room"),
    "session": ("R9: M01 is not in the session of request 01.", "Request.session"),
    "pinned": ("R9: M01 has been moved, though it must not.", "Pin.start"),
    "past": ("R9: M01 begins at a time that has passed.", ""),
    "order": ("R10: M02, M01: the first of these must not begin before the second ends.", "Request.after"),
    "mandatory": ("R11: M01 is mandatory and has no place.", "Request.mandatory Request.fixed_start"),
    "fairness": (
        "R12: JP01 has 1 break and KR01 has 0: more apart than the fairness bound allows.",
        "Settings.fairness_bound",
    ),
    "request_count": ("R0: Request 02 stands 0 times among the requests; it must stand there once.", "Request.no"),
    "request_unknown": ("R0: Request 9 is none of this event.", ""),
    "request_elsewhere": ("R0: Request 01 does not stand under the meeting that it belongs to: M02, M01.", "Request.no"),
    "request_reason": ("R0: Request 01 has a meeting (M01) and yet a reason why it has none.", "Request.no"),
    "request_no_reason": ("R0: Request 7 has no meeting, and no reason says why.", "Request.no"),
    "meeting_count": ("R0: M02 stands 2 times in the timetable; it must stand there once.", "Request.no"),
    "meeting_unknown": ("R0: M09 is no meeting of this event.", ""),
    "meeting_requests": ("R0: M01 does not name the requests that it comes of.", "Request.no"),
    "meeting_governments": ("R0: M01 does not have the parties that are asked for.", "Request.no"),
    "meeting_optional": ("R0: M02 does not have the optional attendees that are asked for.", "Request.no"),
    "meeting_mutual": ("R0: Whether all parties have asked for M01 is stated wrongly.", "Request.no"),
    "meeting_reason": ("R0: M01 has no reason why it has no place, or has one though it has a place.", "Request.no"),
    "meeting_link": ("R0: The join link of M01 is not that of the sheets Links and Rooms.", "Request.no"),
    "meeting_state": ("R0: The state of M02 does not fit its place, or whether it is cancelled.", "Request.no"),
    "joined_parties": ("R0: M01 does not have all parties of its requests.", "Request.no"),
    "joined_optional": ("R0: M01 does not have all optional attendees of its requests.", "Request.no"),
    "joined_duration": ("R0: M01 does not have the largest duration that its requests ask for.", "Request.no"),
    "joined_weight": ("R0: M01 does not have the weight of its requests.", "Request.no"),
    "joined_declined": ("R0: M01 holds a request that declines it.", "Request.no"),
    "joined_labels": ("R0: M01 joins requests with different labels: apart M01, sport.", "Request.label"),
    "joined_apart": ("R0: M01, M02 are one meeting by their requests.", ""),
    "tiers": (
        "R0: The tiers stated (0: G7 × 0, 1: G1 × 1, 2: G2 × 1, 3: G3 × 1, 4: G4 × 1, 5: G5 × 1, 6: G6 × 1, "
        "9: G9 × 1) are not those of the sheet Weights, in its order and with its weights (0: G7 × 0, 1: G1 ×"
        " 1, 2: G2 × 1, 3: G3 × 1, 4: G4 × 1, 5: G5 × 1, 6: G6 × 1, 8: G8 × 1, 9: G9 × 1).",
        "",
    ),
    "goal_value": ("R0: G5 is stated as 1; the placements give 0.", ""),
    "tier_value": ("R0: The tier of G8 is stated as 120; the placements give 60.", ""),
    "tier_bound": ("R0: The bound 61 of G8 cannot be: the value reached is 60.", ""),
    "tier_off": ("R0: G7 is not used, and yet a value or bound is stated.", ""),
}
"""The sentence, and the cells as record.field; of the weekend of two governments that of the first."""


def in_cells(record: Any) -> Any:
    """A record each field of which stands in a cell: `Room.capacity`."""
    if isinstance(record, tuple):
        return tuple(in_cells(one) for one in record)
    if not is_dataclass(record) or isinstance(record, type | Source):
        return record
    names = [field.name for field in fields(record) if field.init]
    values = {name: in_cells(getattr(record, name)) for name in names if name != "cells"}
    if "cells" in names:
        of = type(record).__name__
        cells = {name: Source("event.xlsx", of, name) for name in (("level",) if of == "Mark" else (*names, *NOT_FIELDS))}
        values["cells"] = (cells["start"],) if of == "Pin" else cells
    return replace(record, **values)


def found_in(kind: str) -> list[Violation]:
    of, table = {**PLACEMENTS, **CLAIMS}[kind]
    found = check(in_cells(of), table, claims=kind in CLAIMS).violations
    return [one for one in found if one.key == f"violation.{kind}"]


def cells_of(one: Violation) -> str:
    return " ".join(f"{cell.sheet}.{cell.cell}" for cell in one.cells)


@pytest.mark.parametrize("kind", [*PLACEMENTS, *CLAIMS])
def test_a_violation_says_what_is_wrong_and_names_its_cells(kind: str) -> None:
    first = found_in(kind)[0]
    said = f"{first.rule}: {words.say('en', first.key, first.values)}"
    assert (said, cells_of(first)) == SAID[kind]
    assert isinstance(first.values["meetings"], list)


def test_a_usual_length_and_what_is_assumed_name_the_cells_of_the_event() -> None:
    for parties, usual in ((("JP01", "KR01"), "default"), (("CN01", "JP01", "KR01"), "trilateral")):
        long = meeting("M01", *parties, duration=240)
        of = event(long, settings={"cells": {f"{kind}_duration": Source("e", "Event", kind) for kind in USUAL}})
        (found,) = check(*at(of, minutes=240), claims=False).violations
        assert cells_of(found) == f"Event.{usual}"
    (found,) = check(*at(event(replace(long), settings={}), minutes=240), claims=False).violations
    assert cells_of(found) == ""


def test_a_day_off_without_a_name_or_a_row() -> None:
    code = government("JP01", cells={"code": Source("e", "Governments", "A2")})
    of = event(meeting("M01", "JP01", "KR01"), own=[code], calendar=(CalendarDay("JP01", DAY, False, ""),))
    (found,) = check(*at(of), claims=False).violations
    assert (found.values["name"], cells_of(found)) == ("–", "Governments.A2")
