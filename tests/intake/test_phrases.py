"""Times as offices write them where a form asks when a meeting suits, or when it cannot be."""

from datetime import date

import pytest

from scheduler.domain import Source, clock_time
from scheduler.domain.cells import Cell
from scheduler.intake.forms.ticks import chosen
from scheduler.reading.phrases import impossible, wished
from scheduler.reading.sense import marks_meant, sense_of, times_meant
from scheduler.reading.times import Range
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import ranges

DAY = date(2021, 11, 5)


def cell(written: str) -> Cell:
    return Cell(written, Source("requests/form.xlsx", "Sheet", "B2"), (DAY,))


def said(found: tuple[Range, ...]) -> str:
    return "; ".join(f"{r.day or ''} {clock_time(r.start)}-{clock_time(r.end)}".strip() for r in found)


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("10時以降", "10:00-24:00"),
        ("15時まで", "00:00-15:00"),
        ("10時～", "10:00-24:00"),
        ("～15時", "00:00-15:00"),
        ("14시 이후", "14:00-24:00"),
        ("下午3点前", "00:00-15:00"),
        ("from 10:00", "10:00-24:00"),
        ("no earlier than 10:00", "10:00-24:00"),
        ("午後ならいつでも可", "12:00-24:00"),
        ("なるべく午前", "00:00-12:00"),
        ("上午均可", "00:00-12:00"),
        ("11.5.(금) 오후", "2021-11-05 12:00-24:00"),
        ("5日(金)午後", "2021-11-05 12:00-24:00"),
        ("1日目午前", "2021-11-05 00:00-12:00"),
        ("14時から1時間", "14:00-15:00"),
        ("14:00（1時間程度）", "14:00-15:00"),
        ("午前（9:00～12:00）", "09:00-12:00"),
        ("9-10時", "09:00-10:00"),
        ("2-3pm", "14:00-15:00"),
        ("between 2 pm and 4 pm", "14:00-16:00"),
        ("14点以后16点以前", "14:00-16:00"),
        ("10:00～11:00希望", "10:00-11:00"),
        ("10:00〜11:00（調整可）", "10:00-11:00"),
        ("①10:00-11:00 ②14:00-15:00", "10:00-11:00; 14:00-15:00"),
        ("第1希望：10:00～11:00\n第2希望：14:00～15:00", "10:00-11:00; 14:00-15:00"),
        ("11/5 10:00-12:00又は13:00-15:00", "2021-11-05 10:00-12:00; 2021-11-05 13:00-15:00"),
        ("R3/11/5 10:00-11:00", "2021-11-05 10:00-11:00"),
        ("2021-11-05(금) 14:00 ~ 2021-11-05(금) 15:00", "2021-11-05 14:00-15:00"),
        ("いつでも可", ""),
        ("특별한 희망 없음", ""),
        ("无要求", ""),
    ],
)
def test_times_that_suit(written: str, times: str) -> None:
    assert said(wished(cell(written))) == times


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("11/5 午前は会議のため不可", "2021-11-05 00:00-12:00"),
        ("定例会議（10時～11時）", "10:00-11:00"),
        ("午前中は議会", "00:00-12:00"),
        ("11/5 14:00以降不可", "2021-11-05 14:00-24:00"),
        ("終日", "00:00-24:00"),
        ("なし", ""),
        ("－", ""),
        ("없음", ""),
    ],
)
def test_times_that_cannot_be(written: str, times: str) -> None:
    assert said(impossible(cell(written))) == times


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("1:00-2:00", "13:00-14:00"),
        ("2点到3点", "14:00-15:00"),
        ("6時以降", "18:00-24:00"),
        ("10:00-12:00以外", "00:00-10:00; 12:00-24:00"),
        ("14時以降は厳しい", "00:00-14:00"),
        ("오전은 피해주세요", "12:00-24:00"),
        ("午後一番", "12:00-24:00"),
    ],
)
def test_what_is_nearly_understood_offers_its_reading(written: str, offered: str) -> None:
    with pytest.raises(Ambiguous) as asked:
        wished(cell(written))
    assert asked.value.values["candidates"][0] == offered  # type: ignore[index] # a list


@pytest.mark.parametrize(
    "written",
    ["10:00-12:00以外", "午後のみ可", "오후 무방", "下午有空", "available all day", "上午可以，下午不行", "14시 전후"],
)
def test_what_may_turn_round_a_time_that_cannot_be_is_asked(written: str) -> None:
    with pytest.raises(Ambiguous):
        impossible(cell(written))


@pytest.mark.parametrize("written", ["未定", "調整中", "미정", "10", "1400", "事務局一任", "月曜"])
def test_what_says_no_time_is_none(written: str) -> None:
    with pytest.raises(Unreadable):
        wished(cell(written))


def test_a_time_past_midnight_is_what_it_is_of_each_day() -> None:
    assert said(ranges(cell("20:00-02:00"))) == "20:00-24:00; 00:00-02:00"
    assert said(ranges(cell("2021-11-05 22:00-06:00"))) == "2021-11-05 22:00-24:00; 2021-11-06 00:00-06:00"
    with pytest.raises(Unreadable):
        ranges(cell("11:00-10:00"))


@pytest.mark.parametrize(
    ("written", "sense"),
    [
        *((text, "can") for text in ("希望日時", "参加可能時間", "희망 일시", "方便的时间", "Preferred times")),
        *(
            (text, "cannot")
            for text in ("不可日時", "都合の悪い時間帯", "NG日程", "불가 일시", "不方便的时间", "Times not available")
        ),
        *((text, "cannot") for text in ("희망하지 않는 시간", "불편한 시간", "不希望的时间", "Not-available slots")),
        *((text, "can") for text in ("予定がない時間", "支障のない日時", "일정이 없는 시간", "没有安排的时间")),
        *((text, "") for text in ("日時", "可否", "参加可否", "참석 가능 여부", "是否方便", "第1希望")),
    ],
)
def test_which_way_a_heading_counts(written: str, sense: str) -> None:
    assert sense_of(written) == sense


def test_a_label_that_no_list_knows_names_times_by_its_words() -> None:
    assert times_meant("どうしても都合がつかない時間") == "unavailable"
    assert times_meant("対応可能な時間") == "preferred"
    assert times_meant("参加できない時間に○をつけてください") == times_meant("時間") == ""


@pytest.mark.parametrize(
    ("legend", "meant"),
    [
        ("○＝予定あり ×＝予定なし", {"○": "no", "×": "yes"}),
        ("○：可 △：調整可 ×：不可", {"○": "yes", "△": "maybe", "×": "no"}),
        ("◎：第1希望 ○：第2希望 ×：不可", {"◎": "yes", "○": "yes", "×": "no"}),
        ("○＝参加可、空欄＝参加不可", {"○": "yes", "": "no"}),
        ("空欄は支障なし", {"": "yes"}),
        ("빈칸은 불가", {"": "no"}),
        ("未打勾表示不可", {"": "no"}),
        ("○: available; blank: not available", {"○": "yes", "": "no"}),
        ("空欄にはご記入ください", {}),
        ("○：予定のない日", {"○": "yes"}),
        ("○=참석 불가", {"○": "no"}),
        ("○=참석 가능 ×=참석 불가", {"○": "yes", "×": "no"}),
        ("○=참석 곤란 △=조정 가능", {"○": "no", "△": "maybe"}),
        ("○=可 空欄=不可", {"○": "yes", "": "no"}),
        ("○：対応可能　△：調整すれば可能　×：対応不可", {"○": "yes", "△": "maybe", "×": "no"}),
    ],
)
def test_what_a_legend_says_of_marks(legend: str, meant: dict[str, str]) -> None:
    assert marks_meant(legend) == meant


@pytest.mark.parametrize(
    ("written", "ticked"),
    [
        ("☑午前 □午後", "午前"),
        ("□必要 ☑不要", "不要"),
        ("■オンライン □現地", "オンライン"),
        ("上午☑ 下午□", "上午"),
        ("필요 □  불필요 ■", "불필요"),
        ("上午（√） 下午（ ）", "上午"),
        ("오전( ) 오후(V)", "오후"),
        ("□要 □不要", None),
        ("■不可日時", "■不可日時"),
        ("観光（冬季）", "観光（冬季）"),
    ],
)
def test_what_is_ticked_in_a_cell(written: str, ticked: str | None) -> None:
    found = chosen(cell(written))
    assert (found and found.value) == ticked
