"""What cells say."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from scheduler.domain import Moment, Source
from scheduler.domain.cells import Cell
from scheduler.reading import amounts
from scheduler.reading import values as v
from scheduler.reading.unreadable import Ambiguous, Unreadable

DAY = date(2021, 11, 5)


def cell(value: Any) -> Cell:
    return Cell(value, Source("event.xlsx", "Sheet", "A1"))


@pytest.mark.parametrize(
    ("written", "minute"),
    [
        (time(9, 30), 570),
        ("9:30", 570),
        ("０９：３０", 570),
        (time(13, 59, 59, 997000), 840),
        (timedelta(hours=24), 1440),
        ("24:00", 1440),
    ],
)
def test_times(written: Any, minute: int) -> None:
    assert v.clock(cell(written)) == minute


@pytest.mark.parametrize("written", ["9.75 am", "25:00", "09:60", 9.5, "soon", datetime(2021, 11, 5, 9)])
def test_what_is_no_time_is_refused(written: Any) -> None:
    with pytest.raises(Unreadable):
        v.clock(cell(written))


@pytest.mark.parametrize("written", [datetime(2021, 11, 5), DAY, "2021-11-05", "2021/11/5", "2021.11.5"])
def test_dates(written: Any) -> None:
    assert v.day(cell(written)) == DAY


@pytest.mark.parametrize("written", ["5/11", "2021-02-30", "Friday", 44505])
def test_what_is_no_date_is_refused(written: Any) -> None:
    with pytest.raises(Unreadable):
        v.day(cell(written))


def test_a_moment_is_a_date_with_a_time_or_a_time() -> None:
    assert v.moment(cell(datetime(2021, 11, 5, 9, 29, 59, 990000))) == Moment(DAY, 570)
    assert v.moment(cell("2021-11-05 09:30")) == Moment(DAY, 570)
    assert v.moment(cell(time(9, 30))) == Moment(None, 570)


def test_ranges_form_a_union_and_pass_on_their_date() -> None:
    found = v.ranges(cell("2021-11-05 10:00-12:00; 14:00～24:00、2021-11-06"))
    assert [(r.day, r.start, r.end) for r in found] == [
        (DAY, 600, 720),
        (DAY, 840, 1440),
        (date(2021, 11, 6), 0, 1440),
    ]
    assert v.ranges(cell("10:00-12:00 (Asia/Tokyo)"))[0].zone == "Asia/Tokyo"
    assert v.ranges_or_any(cell("any")) is None


@pytest.mark.parametrize("written", ["12:00-10:00", "10:00", "early", "10:00-12:00 Asia/Tokio", ""])
def test_what_is_no_range_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        v.ranges(cell(written or "-"))


def test_several_values_in_one_cell() -> None:
    assert v.several(cell("A; B、C，D\nE; A")) == ("A", "B", "C", "D", "E")
    assert v.several_with_slash(cell("JP01 / KR01")) == ("JP01", "KR01")
    assert v.several(cell(12.0)) == ("12",)


def test_numbers_languages_countries_and_links() -> None:
    assert amounts.whole(0)(cell("６０")) == 60
    assert amounts.whole(0)(cell(60.0)) == 60
    for wrong in ("sixty", 1.5, -1, True, float("inf"), 1e300):
        with pytest.raises(Unreadable):
            amounts.whole(0)(cell(wrong))
    assert v.languages(cell("zh-Hans / JA")) == ("zh", "ja")
    assert v.country(cell("kr")) == "KR"
    assert v.link(cell("https://meet.example.org/a")) == "https://meet.example.org/a"
    for wrong_link in ("meet.example.org", "javascript:alert(1)", "file:///etc"):
        with pytest.raises(Unreadable):
            v.link(cell(wrong_link))
    assert amounts.choice(cell("decline")) == "decline"
    assert amounts.choice(cell(2)) == 2


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (v.ranges, "11/5 14:00-15:00, 16:00-17:00 (日本時間)"),
        (v.zone_of_heading, "希望日時(日本時間・中国時間)"),
        (v.zone_of_heading, "Preferred (China Standard Time)"),
        (v.zone_of_heading, "Preferred (PST)"),
        (v.zone_of_heading, "希望時間(台湾時間)"),
        (v.zone_of_heading, "希望日時(日本時間ではない)"),
        (v.moment, "2021-11-05 午前0時"),
        (amounts.length, "2"),
    ],
)
def test_what_may_mean_two_things_is_asked(parse: v.Parser, text: str) -> None:
    with pytest.raises(Ambiguous):
        parse(Cell(text, cell("").source, (DAY,)))


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (amounts.length, "三四十分钟"),
        (amounts.length, "1.30h"),
        (amounts.length, "1時間半30分"),
        (amounts.head_count, "10²"),
        (amounts.head_count, "3名+通訳1名"),
        (v.languages, "zh-en"),
        (v.zone_of_heading, "Preferred (UTC+8:30)"),
        (v.ranges, "a" * 32_000),
        (v.several, ";".join(map(str, range(200)))),
    ],
)
def test_what_means_nothing_is_refused(parse: v.Parser, text: str) -> None:
    with pytest.raises(Unreadable):
        parse(cell(text))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("希望日時(日本時間)", "Asia/Tokyo"),
        ("希望日時 (日本時間, UTC+9)", "Asia/Tokyo"),
        ("Preferred (date and time)", None),
        ("Preferred (local time)", None),
        ("希望日時(複数可)", None),
    ],
)
def test_a_heading_names_its_clock(text: str, zone: str | None) -> None:
    assert v.zone_of_heading(cell(text)) == zone


def test_a_number_of_excel_is_a_day_by_the_count_of_its_workbook() -> None:
    source = cell("").source
    assert v.day(Cell(44505, source, (DAY,))) == DAY
    assert v.day(Cell(43043, source, (DAY,), epoch=MAC_EPOCH)) == DAY
    with pytest.raises(Ambiguous):
        v.day(Cell(43043, source, (DAY,)))
