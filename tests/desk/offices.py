"""A small plaza as the offices write it: event.xlsx filled in, and the forms of fourteen governments as they come back.

Everything is invented but the names. Dates, rooms and people are the same in each language of the secretariat.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import words

DAY = date(2026, 11, 5)
EVENT_NAMES = {
    "en": "Exchange Plaza 2026 (example)",
    "zh": "交流广场2026（例）",
    "ja": "交流の広場2026（例）",
    "ko": "교류의 광장 2026(예)",
}
SECRETARIAT = {"en": "Plaza Secretariat", "zh": "交流广场秘书处", "ja": "交流の広場事務局", "ko": "교류의 광장 사무국"}
OPENING = {"en": "Opening", "zh": "开幕式", "ja": "開会式", "ko": "개회식"}
INTERPRETER = {"en": "Interpreter {}", "zh": "译员{}", "ja": "通訳者{}", "ko": "통역사 {}"}
ROOMS = ("Zoom 1", "Zoom 2", "VooV 1")


class Country(NamedTuple):
    """What the governments of a country have in common."""

    zone: str
    language: str
    body: str
    office: str
    hours: str
    lunch: str


COUNTRIES = {
    "CN": Country("Asia/Shanghai", "zh", "CPAFFC", "外事办公室", "09:00-17:30", "12:00-13:30"),
    "JP": Country("Asia/Tokyo", "ja", "CLAIR", "国際課", "08:30-17:15", "12:00-13:00"),
    "KR": Country("Asia/Seoul", "ko", "GAOK", "국제교류과", "09:00-18:00", "12:00-13:00"),
}
NAMES: dict[str, Mapping[str, str]] = {
    code: dict(zip(("en", "zh", "ja", "ko"), names, strict=True))
    for code, *names in (
        ("CN01", "Jilin Province", "吉林省", "吉林省", "지린성"),
        ("CN02", "Shandong Province", "山东省", "山東省", "산둥성"),
        ("CN03", "Jiangsu Province", "江苏省", "江蘇省", "장쑤성"),
        ("CN04", "Shanxi Province", "山西省", "山西省", "산시성"),
        ("CN05", "Shaanxi Province", "陕西省", "陝西省", "산시성"),
        ("JP01", "Tottori Prefecture", "鸟取县", "鳥取県", "돗토리현"),
        ("JP02", "Yamaguchi Prefecture", "山口县", "山口県", "야마구치현"),
        ("JP03", "Niigata Prefecture", "新潟县", "新潟県", "니가타현"),
        ("JP04", "Nagasaki Prefecture", "长崎县", "長崎県", "나가사키현"),
        ("JP05", "Sapporo City", "札幌市", "札幌市", "삿포로시"),
        ("KR01", "Gangwon State", "江原特别自治道", "江原特別自治道", "강원특별자치도"),
        ("KR02", "Gyeongsangnam-do", "庆尚南道", "慶尚南道", "경상남도"),
        ("KR03", "Jeonbuk State", "全北特别自治道", "全北特別自治道", "전북특별자치도"),
        ("KR04", "Daejeon Metropolitan City", "大田广域市", "大田広域市", "대전광역시"),
    )
}


class Wish(NamedTuple):
    """A line of a form: with whom, about what, and when rather or not at all, on the clock of whoever asks."""

    partners: tuple[str, ...]
    topic: str
    preferred: str = ""
    unavailable: str = ""


WISHES = {
    "CN01": [Wish(("JP01", "KR01"), "冰雪旅游")],
    "CN02": [Wish(("JP02",), "海洋环境"), Wish(("KR02",), "青年交流")],
    "CN03": [Wish(("JP03",), "文化遗产"), Wish(("KR04",), "科技合作", unavailable="09:00-10:00")],
    "CN04": [Wish(("JP04",), "饮食文化")],
    "CN05": [Wish(("KR03",), "传统工艺")],
    "JP01": [Wish(("CN01", "KR01"), "広域観光ルート")],
    "JP02": [Wish(("CN02",), "海洋ごみ対策", "10:00-11:00"), Wish(("KR02",), "水産業")],
    "JP03": [Wish(("CN03",), "世界遺産の保全")],
    "JP04": [Wish(("CN04",), "食文化"), Wish(("KR01",), "離島の振興")],
    "KR01": [Wish(("CN01", "JP01"), "관광·청소년 교류")],
    "KR02": [Wish(("CN02",), "청년 교류"), Wish(("JP02",), "수산업", unavailable="14:30-15:30")],
    "KR04": [Wish(("CN03",), "과학기술 협력"), Wish(("JP05",), "창업 지원")],
}
"""What is asked for on the forms that the secretariat has sent out."""

OWN_FORMS = {
    "札幌市 回答票.xlsx": (
        ("交流の広場　回答票",),
        (),
        ("自治体名", "札幌市"),
        ("担当部署", "国際課"),
        ("希望相手先", "大田広域市"),
        ("議題", "スタートアップ支援"),
        ("不可日時", "11月5日 10:00～11:00"),
    ),
    "전북 교류 희망서.xlsx": (
        ("교류의 광장 희망서",),
        (),
        ("지자체명", "전북특별자치도"),
        ("희망 상대", "산시성"),
        ("안건", "전통 공예"),
        ("희망 상대", "니가타현"),
        ("안건", "전통 음식"),
    ),
}
"""Two offices have answered on forms of their own. 산시성 is what two provinces are called in Korean."""

# ------------------------------------------------------------------------------------------------------------- event.xlsx


def fill_in(file: Path, language: str) -> None:
    """Write what there is to say of the event into the cells of its empty workbook, as one does in Excel."""
    book = load_workbook(file)
    _set(book, language)
    for name, lines in _lines(language):
        _append(book[words.contract_headings("Sheets", language)[name]], name, lines, language)
    book.save(file)


def _set(book: Workbook, language: str) -> None:
    """The sheet Event: a value beside each setting that is not left as it is."""
    sheet = book[words.contract_headings("Sheets", language)["Event"]]
    headings = words.contract_headings("Settings", language)
    values: dict[str, Any] = {
        **EVENT_NAMES,
        "host_zone": "Asia/Seoul",
        "secretariat": SECRETARIAT["en"],
        **{f"secretariat_{other}": SECRETARIAT[other] for other in ("zh", "ja", "ko")},
        "secretariat_email": "plaza@example.org",
        "reply_by": datetime(2026, 9, 18),
        "consent_by": datetime(2026, 10, 16),
        "default_duration": 45,
        "trilateral_duration": 60,
        "room_changeover": 15,
    }
    rows = {str(cell.value).rstrip("*"): cell.row for cell in sheet["A"]}
    for field, value in values.items():
        sheet.cell(rows[headings[field]], 2).value = value


def _lines(language: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Of each other sheet that is used its lines, by field."""
    hours = ((time(10), time(12)), (time(14, 30), time(17, 30)))
    yield "Slots", [{"date": DAY, "start": start, "end": end} for start, end in hours]
    yield (
        "Rooms",
        [
            {"name": room, "platform": room.split()[0], "capacity": 100, "link": f"https://meet.example.org/{number}"}
            for number, room in enumerate(ROOMS, start=1)
        ],
    )
    yield "Governments", [_government(code) for code in NAMES]
    speaking = ("ja / zh", "ko / zh", "ja / ko", "ja / ko / zh")
    yield "Interpreters", [{"name": interpreter(n, language), "languages": both} for n, both in enumerate(speaking)]
    yield "Programme", [{"title": OPENING[language], "date": DAY, "start": time(9, 30), "end": time(10), "who": "all"}]


def interpreter(number: int, language: str) -> str:
    """What the secretariat calls one of the interpreters."""
    return INTERPRETER[language].format("ABCD"[number])


def _government(code: str) -> dict[str, Any]:
    country = COUNTRIES[code[:2]]
    return {
        "code": code,
        "country": code[:2],
        **NAMES[code],
        "zone": country.zone,
        "languages": country.language,
        "office_hours": country.hours,
        "lunch": country.lunch,
        "via": country.body,
        "department": country.office,
        "email": f"{code.lower()}@example.org",
    }


def _append(sheet: Worksheet, name: str, lines: list[dict[str, Any]], language: str) -> None:
    """Below the headings and the example."""
    columns = {str(cell.value).rstrip("*"): place for place, cell in enumerate(sheet[1], start=1)}
    headings = words.contract_headings(name, language)
    for row, line in enumerate(lines, start=3):
        for field, value in line.items():
            sheet.cell(row, columns[headings[field]]).value = value


# ------------------------------------------------------------------------------------------------------ forms that come back


def answered(forms: Path, returned: Path) -> list[Path]:
    """The forms as they come back: those that were sent out, filled in, and those of offices that have their own.

    Parameters
    ----------
    forms
        The folder of what was sent out.
    returned
        Where they are put.
    """
    returned.mkdir()
    for form in sorted(forms.iterdir()):
        if code := next((code for code in WISHES if f"_{code}_" in form.name), ""):
            _fill_in_form(form, code, returned / form.name)
    for name, rows in OWN_FORMS.items():
        (returned / name).write_bytes(_designed(rows))
    return sorted(returned.iterdir())


def _fill_in_form(form: Path, code: str, filled: Path) -> None:
    """Write the wishes into the white lines of a government's form, in its language."""
    book, language = load_workbook(form), COUNTRIES[code[:2]].language
    sheet = book.worksheets[0]
    first = next(cell.row for cell in sheet["A"] if cell.value == 1)
    for row, wish in enumerate(WISHES[code], start=first):
        partners = [NAMES[partner][language] for partner in wish.partners]
        cells = (row - first + 1, *partners, *[None] * (2 - len(partners)), wish.topic, wish.preferred, wish.unavailable)
        for column, value in enumerate(cells, start=2):
            sheet.cell(row, column).value = value or None
    book.save(filled)


def _designed(rows: tuple[tuple[str, ...], ...]) -> bytes:
    book, stream = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.worksheets[0].column_dimensions["A"].width, book.worksheets[0].column_dimensions["B"].width = 20, 40
    book.save(stream)
    return stream.getvalue()
