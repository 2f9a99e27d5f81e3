"""Writings of values are read as they are meant, or asked about: by hand, in the package's list, and in `written.csv`.

In `written.csv` an empty meaning is a question. The event has two days, both Fridays.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from scheduler import words
from scheduler.domain import Source, clock_time
from scheduler.domain.cells import Cell
from scheduler.reading import amounts
from scheduler.reading import values as v
from scheduler.reading.dates import era_year
from scheduler.reading.times import Range
from scheduler.reading.unreadable import Ambiguous, Unreadable
from scheduler.reading.values import Parser
from tests.intake.tables import agree, spelt_out

DAYS = (date(2021, 11, 5), date(2021, 11, 12))
LIST = [tuple(row.values()) for row in csv.DictReader(Path(words.__file__).with_name("values.csv").open(encoding="utf-8"))]
WRITTEN = [tuple(row.values()) for row in csv.DictReader(Path(__file__).with_name("written.csv").open(encoding="utf-8"))]

LANGUAGES = {"language", "pair", "triple"}
PARSERS: dict[str, Parser] = {"choice": amounts.choice, "rank": amounts.choice, "country": v.country}
ASKED = "asked about"
ONLY_AS_WORDS = {"limit", "everyone", "zone", "suffix"}
"""Kinds that stand for themselves among other values, and are tried where these are."""


def cell(value: object) -> Cell:
    return Cell(value, Source("event.xlsx", "Sheet", "A1"), DAYS)


MEANINGS = (
    ("avail", "yes", "○ ◯ ◎ OK 可能 出席 参加 가능 참석 可以 有空"),
    ("avail", "maybe", "△ ▲ ? 調整中 条件付き 미정 협의 待定 不确定"),
    ("avail", "no", "× ✕ NG 不可 欠席 불가 불참 没空 不能 都合悪い"),
    ("avail", "unknown", "該当なし 해당없음 N/A"),
    ("avail", ASKED, "- － 0 있음"),
    ("yes_no", "yes", "Yes はい 必要 예 필요 是 需要 あり ○"),
    ("yes_no", "no", "No いいえ 不要 아니오 불필요 否 不需要 なし ×"),
    ("interpreter", "yes", "Required 要 希望する 필요 需要"),
    ("interpreter", "no", "No 不要 불필요 不需要"),
    ("interpreter", "own", "自前 同行 자체_통역 통역_동반 自带翻译"),
    ("interpreter", ASKED, "有 あり 유"),
    ("choice", "decline", "Declined 辞退 お断り 希望しない 거절 사양 谢绝 婉拒"),
    ("anyone", "anyone", "no_preference どこでも 指定なし 상관없음 어디든 不限 均可"),
    ("rank", "1", "第1希望 ① 最優先 1순위 제1희망 第一志愿 首选 1st_choice"),
    ("rank", "2", "第二希望 ② 2지망 第2志愿 次选 2nd_choice"),
    ("rank", "3", "第3希望 ③ 3순위 第三志愿 3rd_choice"),
    ("room_type", "online", "Online オンライン 온라인 线上"),
    ("room_type", "hybrid", "Hybrid"),
    ("room_type", "on-site", "On-site"),
    ("language", "zh", "Chinese Mandarin 中国語 중국어 汉语 普通话"),
    ("language", "ja", "Japanese 日本語 일본어 日语"),
    ("language", "ko", "Korean 韓国語 朝鮮語 한국어 韩语"),
    ("language", "en", "English 英語 영어 英文"),
    ("pair", "ja-zh", "日中 중일 中日"),
    ("pair", "ja-ko", "日韓 한일 韩日"),
    ("pair", "ko-zh", "中韓 한중 韩中"),
    ("triple", "ja-ko-zh", "日中韓 한중일 中日韩"),
    ("country", "CN", "China 中華人民共和国 중국 中國"),
    ("country", "JP", "Japan 日本国 일본"),
    ("country", "KR", "South_Korea 大韓民国 한국 韩国"),
    ("ditto", "ditto", "同上 〃 상동 same_as_above"),
    ("example", "example", "Example 記入例 예시 示例"),
    ("change", "cancel", "Cancelled キャンセル 取消"),
    ("change", "withdraw", "辞退 참가취소"),
    ("change", "close", "閉鎖 폐쇄 关闭"),
    ("change", "lost", "通訳者欠席 통역사_결원 译员缺席"),
    ("change", "duration", "長さ 회의시간"),
    ("change", "pin", "変更不可 변경불가 不变"),
    ("commitment", "agreed", "承諾 수락 接受"),
    ("commitment", "declined", "不同意 불가 拒绝"),
    ("commitment", "waiting", "未回答 미회신 未答复"),
    ("commitment", "booked", "予約済み 예약_완료 已预定"),
    ("added", "room", "会議室 방"),
    ("added", "interpreter", "口译员"),
)
"""What writings mean to who reads these languages, not taken from the list; `_` is a space."""


def meaning(kind: str, text: str) -> str:
    try:
        if kind in LANGUAGES:
            return "-".join(v.languages(cell(text)))
        return str((PARSERS.get(kind) or v.one_of(kind))(cell(text)))
    except Ambiguous:
        return ASKED
    except Unreadable as error:
        return f"refused: {error}"


def test_values_mean_what_they_say() -> None:
    agree(spelt_out(MEANINGS), meaning)


CLOCKS = (
    ("Preferred", "Asia/Tokyo", "日本時間 東京時間 일본시간 日本时间 JST Japan_time"),
    ("Preferred", "Asia/Seoul", "韓国時間 한국시간 首尔时间 KST"),
    ("Preferred", "Asia/Shanghai", "中国時間 北京时间 베이징시간 Beijing_time"),
)


def test_clocks_mean_what_they_say() -> None:
    agree(spelt_out(CLOCKS), lambda heading, clock: v.zone_of_heading(cell(f"{heading} ({clock})")))


def test_names_are_known_without_what_they_end_in() -> None:
    ends = "長崎県 长崎市 京都府 江苏省 강원도 부산광역시 서울특별시 제주특별자치도 JiangsuProvince GyeonggiProv."
    bare = "長崎 长崎 京都 江苏 강원 부산 서울 제주 Jiangsu Gyeonggi"
    assert [words.without_suffix(words.one_form(name)) for name in ends.split()] == list(map(words.one_form, bare.split()))


def test_every_writing_of_the_list() -> None:
    listed = [row for row in LIST if row[0] not in ONLY_AS_WORDS]
    agree([(kind, text, means if verdict == "read" else ASKED) for kind, means, text, verdict in listed], meaning)


def test_no_writing_of_one_kind_means_two_things() -> None:
    meanings: dict[tuple[str, str], set[str]] = {}
    for kind, canonical, variant, verdict in LIST:
        meanings.setdefault((kind, words.fold(variant)), set()).add(canonical if verdict == "read" else "?")
    assert {key for key, of_key in meanings.items() if len(of_key) > 1} == set()


def test_every_date_time_and_range() -> None:
    agree([(kind, text, means or ASKED) for kind, means, text in WRITTEN], when)


def when(kind: str, text: str) -> str:
    value: object = int(text) if text.isdigit() and len(text) == 5 else text
    try:
        if kind == "date":
            return str(v.day(cell(value)))
        if kind == "time":
            return clock_time(v.clock(cell(value)))
        return "; ".join(map(_said, v.ranges(cell(value))))
    except Ambiguous:
        return ASKED
    except Unreadable as error:
        return f"refused: {error}"


def _said(found: Range) -> str:
    parts = (found.day and found.day.isoformat(), f"{clock_time(found.start)}-{clock_time(found.end)}", found.zone)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("era", "year"), [("令和", "元"), ("R", "1"), ("平成", "31"), ("H", "31")])
def test_years_of_eras(era: str, year: str) -> None:
    assert era_year(era, year) == 2019


def test_a_date_without_year_is_one_of_the_event() -> None:
    over_new_year = (date(2021, 12, 31), date(2022, 1, 1))
    assert v.day(Cell("1/1", cell("").source, over_new_year)) == date(2022, 1, 1)
    assert v.day(Cell("12月31日", cell("").source, over_new_year)) == date(2021, 12, 31)


def test_a_weekday_must_be_that_of_its_date() -> None:
    for wrong in ("11月5日（木）", "2021. 11. 5.(목)", "2021年11月5日（星期四）", "Thu 5 Nov 2021"):
        with pytest.raises(Unreadable) as caught:
            v.day(cell(wrong))
        assert caught.value.key == "value.weekday"
