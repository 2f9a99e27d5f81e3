"""What a message holds for every language is told to each reader in its own."""

from datetime import date

import pytest

from scheduler.domain import Message, Names
from scheduler.export.workbook.telling import Telling

NAMES = {"CN09": Names("Qinghai", "青海省", "青海省", "칭하이성")}
DAYS = (date(2021, 11, 4), date(2021, 11, 5))


@pytest.mark.parametrize(
    ("language", "written", "told"),
    [
        ("en", "2021-11-05 10:00 Asia/Seoul", "Fri 5 Nov 2021, 10:00 (Korea time)"),
        ("ja", "2021-11-05 10:00 Asia/Seoul", "2021年11月5日（金）10:00（韓国時間）"),
        ("ko", "2021-11-05 10:00 Asia/Seoul", "2021. 11. 5.(금) 10:00(한국 시간)"),
        ("zh", "2021-11-05 10:00 Asia/Shanghai", "2021年11月5日（星期五）10:00（北京时间）"),
        ("ja", "11-05 09:00–11:00", "2021年11月5日（金）09:00–11:00"),
        ("zh", "2021-11-05 09:00-10:00", "2021年11月5日（星期五）09:00–10:00"),
        ("ko", "2021-11-06", "2021. 11. 6.(토)"),
        ("ja", "09:00–11:00", "09:00–11:00"),
        ("ja", "12-24 09:00", "12-24 09:00"),
        ("ja", "R1", "R1"),
        ("ja", "2021-11-05 10:00 UTC+09:00", "2021年11月5日（金）10:00（UTC+09:00）"),
    ],
)
def test_a_time_is_told_as_offices_write_it(language: str, written: str, told: str) -> None:
    """Of a day whose year is not known, as it stands."""
    assert Telling(NAMES, DAYS, language).time(written) == told


def test_governments_are_told_by_name_also_in_messages_inside_messages() -> None:
    fact = Message("fact.hours", {"when": ["11-05 09:00"], "government": "CN09"})
    reason = Message(
        "reason.no_place", {"meeting": "M12", "governments": ["CN09", "KR07"], "zone": "Asia/Seoul", "why": (fact,)}
    )
    said = Telling(NAMES, DAYS, "ja").say(reason)
    assert "M12（CN09 青海省、KR07）" in said and "韓国時間" in said
    assert "2021年11月5日（金）09:00：CN09 青海省の執務時間外" in said


def test_what_is_to_be_typed_stays_as_it_is_typed() -> None:
    way = Message("way.change", {"change": "open R1 2021-11-05 10:15-11:15"})
    assert "open R1 2021-11-05 10:15-11:15" in Telling(NAMES, DAYS, "ja").say(way)
