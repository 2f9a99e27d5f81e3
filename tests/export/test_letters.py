"""How a recipient is told of a meeting: on its own clock, to the minute, and by names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.domain import News, Sitting
from scheduler.export.packets.says import Says
from tests.events import event, meeting

PAIR = event(meeting("M01", "CN01", "JP01"))


@pytest.mark.parametrize(
    ("zone", "at", "told"),
    [
        ("Asia/Tokyo", "2021-11-05T00:30", "Fri 5 Nov 2021 09:30–10:30"),
        ("Asia/Kathmandu", "2021-11-05T00:30", "Fri 5 Nov 2021 06:15–07:15"),
        ("America/New_York", "2021-11-07T05:30", "Sun 7 Nov 2021 01:30–01:30"),
        ("Australia/Lord_Howe", "2021-10-02T14:45", "Sun 3 Oct 2021 01:15–02:45"),
        ("Asia/Shanghai", "2021-11-05T15:30", "Fri 5 Nov 2021 23:30–Sat 6 Nov 2021 00:30"),
    ],
)
def test_a_meeting_is_told_on_the_readers_clock_to_the_minute(zone: str, at: str, told: str) -> None:
    """Where clocks are put back or forward in the middle of it too; and over midnight."""
    start = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert Says(PAIR, "en", zone).when(start, start + timedelta(hours=1)) == told


def test_what_has_no_link_yet_and_who_brings_an_interpreter_is_said() -> None:
    start = datetime(2021, 11, 5, tzinfo=UTC)
    sitting = Sitting("M01", start, start + timedelta(hours=1), "R1", "", ("CN01", "JP01"), own=("CN01",), awaited=("JP01",))
    chinese, japanese = (dict(Says(PAIR, "en", "UTC", code).details(sitting)) for code in ("CN01", "JP01"))
    assert chinese["Join link"] == "to follow" and chinese["Room"] == "R1"
    assert chinese["Interpreters"] == "brought by you" and japanese["Interpreters"] == "brought by CN01 (China)"
    assert chinese["State"].startswith("provisional, until") and "your consent is asked for" in japanese["State"]


def test_who_need_not_come_is_told_so_and_when_it_must() -> None:
    start = datetime(2021, 11, 5, tzinfo=UTC)
    guest = Sitting("M01", start, start + timedelta(hours=1), "R1", "", ("CN01",), ("JP01",))
    party = replace(guest, governments=("CN01", "JP01"), optional=())
    says = Says(PAIR, "en", "UTC", "JP01")
    assert dict(says.details(guest))["Also invited"] == "JP01 (Japan)" and "Also invited" not in dict(says.details(party))
    told = says.news(News("M01", ("parties",), guest, party))
    assert told == ["M01, parties: CN01 (China) · Also invited: JP01 (Japan) → CN01 (China), JP01 (Japan)"]
