"""Whom a cell means."""

import pytest

from scheduler.domain import Government, Names, Source
from scheduler.domain.problems import Problems
from scheduler.reading.names import Register

CELL = Source("event.xlsx", "Requests", "C2")


def called(code: str, en: str, zh: str = "", ja: str = "", ko: str = "", aliases: tuple[str, ...] = ()) -> Government:
    return Government(code, code[:2], Names(en, zh, ja, ko), "Asia/Tokyo", ("ja",), aliases=aliases)


REGISTER = Register(
    [
        called("CN-JS", "Jiangsu Province", "江苏省", "江蘇省", "장쑤성", ("강소성",)),
        called("CN-SN", "Shaanxi Province", "陕西省", "陝西省", "산시성"),
        called("CN-SX", "Shanxi Province", "山西省", "山西省", "산시성"),
        called("JP-15", "Niigata Prefecture", "新潟县", "新潟県", "니가타현"),
        called("JP-15100", "Niigata City", "新潟市", "新潟市", "니가타시"),
        called("JP-42", "Nagasaki Prefecture", "长崎县", "長崎県", "나가사키현"),
        called("KR-29", "Gwangju Metropolitan City", "光州广域市", "光州広域市", "광주광역시", ("광주",)),
        called("KR-41610", "Gwangju City", "广州市(京畿道)", "広州市", "광주시", ("광주",)),
        called("KR-42", "Gangwon State", "江原特别自治道", "江原特別自治道", "강원특별자치도", ("강원도", "江原道")),
    ]
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("JP-42", "JP-42"),
        ("ｊｐ－４２", "JP-42"),
        ("長崎県", "JP-42"),
        ("长崎县", "JP-42"),
        ("長崎縣", "JP-42"),
        ("長 崎 県", "JP-42"),
        ("長崎", "JP-42"),
        ("Nagasaki", "JP-42"),
        ("나가사키", "JP-42"),
        ("江蘇", "CN-JS"),
        ("江苏", "CN-JS"),
        ("강소성", "CN-JS"),
        ("新潟縣", "JP-15"),
        ("陝西", "CN-SN"),
        ("山西", "CN-SX"),
        ("江原道", "KR-42"),
        ("광주광역시", "KR-29"),
    ],
)
def test_one_is_meant(name: str, code: str) -> None:
    problems = Problems()
    assert REGISTER.one(name, CELL, problems) == code
    assert not list(problems)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [("산시성", ["CN-SN", "CN-SX"]), ("광주", ["KR-29", "KR-41610"]), ("新潟", ["JP-15", "JP-15100"])],
)
def test_several_may_be_meant(name: str, candidates: list[str]) -> None:
    problems = Problems()
    assert REGISTER.one(name, CELL, problems) is None
    (asked,) = problems
    assert (asked.severity, asked.key, asked.values["candidates"]) == ("question", "names.ambiguous", candidates)


@pytest.mark.parametrize("name", ["長崎市", "Nagasaki City", "新潟町", "Nagasak Prefecture", "나가사키시"])
def test_a_name_of_another_kind_of_place_is_never_taken(name: str) -> None:
    problems = Problems()
    assert REGISTER.one(name, CELL, problems) is None
    assert [problem.severity for problem in problems] == ["error"]


def test_a_country_by_any_of_its_names_is_all_its_governments() -> None:
    problems = Problems()
    for name in ("日本", "Japan", "JP", "일본"):
        assert REGISTER.group([name], CELL, problems) == ("JP-15", "JP-15100", "JP-42")
    assert not list(problems)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("강원특별자치도", "KR-42"),
        ("江原道", "KR-42"),
        ("Gangwon-do", "KR-42"),
        ("江蘇省政府", "CN-JS"),
        ("江苏省人民政府外事办公室", "CN-JS"),
        ("中国・江蘇省", "CN-JS"),
        ("江蘇省（中国）", "CN-JS"),
        ("중국(강소성)", "CN-JS"),
        ("新潟県観光課", "JP-15"),
        ("日本国新潟县", "JP-15"),
        ("① 新潟県", "JP-15"),
        ("Niigata-ken", "JP-15"),
    ],
)
def test_a_name_is_known_with_what_offices_write_around_it(written: str, code: str) -> None:
    assert REGISTER.only(written) == code


@pytest.mark.parametrize(
    "written", ["韓国江蘇省", "江蘇省以外", "江蘇省ほか", "江蘇省又は新潟県", "×江蘇省", "南京市", "大阪府"]
)
def test_what_may_mean_another_is_nobodys_name(written: str) -> None:
    assert REGISTER.only(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "江蘇省と新潟県",
        "江蘇省・新潟県",
        "江蘇省 新潟県",
        "장쑤성 및 니가타현",
        "江苏省和新潟县",
        "Jiangsu Province and Niigata Prefecture",
    ],
)
def test_names_joined_by_a_word_are_all_of_them(written: str) -> None:
    problems = Problems()
    assert REGISTER.several([written], Source("form.xlsx"), problems) == ("CN-JS", "JP-15") and not list(problems)


@pytest.mark.parametrize("written", ["서울", "水原市", "香港", "Mokpo City", "青岛", "칭다오", "大連", "가평군", "Yanbian"])
def test_a_place_of_the_world_that_takes_no_part_is_said_to_be_that(written: str) -> None:
    problems = Problems()
    assert REGISTER.one(written, Source("form.xlsx"), problems) is None
    assert [p.key for p in problems] == ["names.not_of_event"]
