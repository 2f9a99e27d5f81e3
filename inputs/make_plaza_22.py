"""Write inputs/plaza-22/event.xlsx, the founding case: `python inputs/make_plaza_22.py`.

Real governments, publicly known relations, invented meetings: the real list was never published, and the workbook says so.
The wishes conflict on purpose, so that no goal but G1 and G2 can be met in full.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

TARGET = Path(__file__).parent / "plaza-22" / "event.xlsx"
DAY = date(2021, 11, 5)

# Code, names in English, Chinese, Japanese and Korean, aliases
GOVERNMENTS = (
    ("CN01", "Jilin Province", "吉林省", "吉林省", "지린성", "길림성; Jilin; 吉林"),
    ("CN02", "Shandong Province", "山东省", "山東省", "산둥성", "산동성; Shandong; 山东; 山東"),
    ("CN03", "Jiangsu Province", "江苏省", "江蘇省", "장쑤성", "강소성; 쟝쑤성; Jiangsu; 江苏; 江蘇"),
    ("CN04", "Heilongjiang Province", "黑龙江省", "黒龍江省", "헤이룽장성", "黒竜江省; 黑龍江省; 흑룡강성; Heilongjiang"),
    ("CN05", "Changchun City", "长春市", "長春市", "창춘시", "장춘시; Changchun Municipality; 长春; 長春"),
    ("CN06", "Liaoning Province", "辽宁省", "遼寧省", "랴오닝성", "요녕성; 요령성; Liaoning; 辽宁; 遼寧"),
    ("CN07", "Fujian Province", "福建省", "福建省", "푸젠성", "복건성; Fujian; 福建"),
    ("CN08", "Jiangxi Province", "江西省", "江西省", "장시성", "강서성; Jiangxi; 江西"),
    ("CN09", "Wuxi City", "无锡市", "無錫市", "우시시", "무석시; Wuxi Municipality; 无锡; 無錫"),
    ("CN10", "Shaanxi Province", "陕西省", "陝西省", "산시성", "섬서성; 陕西; 陝西; Shaanxi"),
    ("CN11", "Rizhao City", "日照市", "日照市", "르자오시", "일조시; Rizhao Municipality; 日照"),
    ("JP01", "Tottori Prefecture", "鸟取县", "鳥取県", "돗토리현", "鳥取縣; Tottori-ken; Tottori"),
    ("JP02", "Yamaguchi Prefecture", "山口县", "山口県", "야마구치현", "山口縣; Yamaguchi-ken; Yamaguchi"),
    ("JP03", "Ishikawa Prefecture", "石川县", "石川県", "이시카와현", "石川縣; Ishikawa-ken; Ishikawa"),
    ("JP04", "Niigata Prefecture", "新潟县", "新潟県", "니가타현", "新潟縣; 新泻县; Niigata-ken; Niigata"),
    ("JP05", "Yamanashi Prefecture", "山梨县", "山梨県", "야마나시현", "山梨縣; Yamanashi-ken; Yamanashi"),
    ("JP06", "Toyama Prefecture", "富山县", "富山県", "도야마현", "富山縣; 토야마현; Toyama-ken; Toyama"),
    ("JP07", "Nagasaki Prefecture", "长崎县", "長崎県", "나가사키현", "長崎縣; Nagasaki-ken; Nagasaki"),
    ("JP08", "Okayama Prefecture", "冈山县", "岡山県", "오카야마현", "岡山縣; Okayama-ken; Okayama"),
    ("JP09", "Saga Prefecture", "佐贺县", "佐賀県", "사가현", "佐賀縣; Saga-ken; Saga"),
    ("JP10", "Nara Prefecture", "奈良县", "奈良県", "나라현", "奈良縣; Nara-ken; Nara"),
    ("JP11", "Otsu City", "大津市", "大津市", "오쓰시", "오츠시; 오쯔시; Ōtsu; Otsu-shi"),
    ("JP12", "Muroran City", "室兰市", "室蘭市", "무로란시", "Muroran-shi"),
    ("JP13", "Sapporo City", "札幌市", "札幌市", "삿포로시", "Sapporo-shi; 札幌"),
    (
        "KR01",
        "Gangwon Province",
        "江原道",
        "江原道",
        "강원도",
        "강원특별자치도; Gangwon State; Gangwon-do; 江原特别自治道; 江原特別自治道; 강원",
    ),
    (
        "KR02",
        "Gyeongsangnam-do (South Gyeongsang Province)",
        "庆尚南道",
        "慶尚南道",
        "경상남도",
        "경남; Gyeongnam; Gyeongsangnamdo; 慶南",
    ),
    (
        "KR03",
        "Jeollabuk-do (North Jeolla Province)",
        "全罗北道",
        "全羅北道",
        "전라북도",
        "전북특별자치도; Jeonbuk State; Jeonbuk; 전북; 全北特別自治道; 全北特别自治道",
    ),
    ("KR04", "Chungcheongbuk-do (North Chungcheong Province)", "忠清北道", "忠清北道", "충청북도", "충북; Chungbuk"),
    ("KR05", "Ulsan Metropolitan City", "蔚山广域市", "蔚山広域市", "울산광역시", "울산시; 울산; Ulsan; 蔚山市"),
    ("KR06", "Jeollanam-do (South Jeolla Province)", "全罗南道", "全羅南道", "전라남도", "전남; Jeonnam"),
    ("KR07", "Gimhae City", "金海市", "金海市", "김해시", "Gimhae-si; Kimhae"),
    ("KR08", "Gumi City", "龟尾市", "亀尾市", "구미시", "龜尾市; Gumi-si; Kumi"),
    ("KR09", "Daejeon Metropolitan City", "大田广域市", "大田広域市", "대전광역시", "대전시; 대전; Daejeon; Taejon"),
)
COUNTRIES = {  # zone, language, the national body that forwards requests, the office in charge
    "CN": ("Asia/Shanghai", "zh", "CPAFFC", "外事办公室"),
    "JP": ("Asia/Tokyo", "ja", "CLAIR", "国際課"),
    "KR": ("Asia/Seoul", "ko", "GAOK", "국제교류과"),
}
OWN: dict[str, dict[str, Any]] = {  # what some governments state beyond the usual
    "CN07": {"Office hours": "08:30-12:00; 14:30-17:30", "Lunch": "12:00-14:30"},
    "CN10": {"Platforms": "VooV"},
    "JP13": {"Office hours": "08:45-17:15", "Lunch": "12:15-13:00"},
    "KR02": {"Delegations": 2},
    "KR04": {"Languages": "ko; en"},
    "JP11": {"Languages": "ja; en"},
}

SETTINGS = (
    ("Event name", "Exchange Plaza of the 22nd Trilateral Local Government Exchange Conference"),
    ("Event name (Chinese)", "第22届中日韩友好城市交流大会 交流广场"),
    ("Event name (Japanese)", "第22回日中韓3か国地方政府交流会議 交流の広場"),
    ("Event name (Korean)", "제22회 한중일 지방정부 교류회의 교류의 광장"),
    ("Host time zone", "Asia/Seoul"),
    ("Secretariat", "대한민국시도지사협의회 (GAOK)"),
    ("Secretariat e-mail", "plaza@example.org"),
    ("Default duration (min)", 60),
    ("Trilateral duration (min)", 90),
    ("Start grid (min)", 15),
    ("Room changeover (min)", 10),
    ("Government break (min)", 15),
    ("Interpreter break (min)", 0),
    ("One-sided requests", "ask"),
    ("Interpretation", "consecutive"),
    ("Relay interpretation", "no"),
    ("Second languages count", "no"),
    ("Country order", "code"),
    ("Seed", 0),
)
SLOTS = ((DAY, time(9), time(12), "morning"), (DAY, time(13), time(18), "afternoon"))
ROOMS = (  # room, platform, capacity
    ("R1", "Zoom", 500),
    ("R2", "Zoom", 300),
    ("R3", "Zoom", 100),
    ("R4", "VooV", 60),
    ("R5", "Zoom", 30),
)
INTERPRETERS = (
    ("Interpreter A", "ja; zh", None, None),
    ("Interpreter B", "ja; zh", None, None),
    ("Interpreter C", "ja; zh", time(9), time(15)),
    ("Interpreter D", "ja; zh", time(13), time(18)),
    ("Interpreter E", "ko; zh", None, None),
    ("Interpreter F", "ko; zh", None, None),
    ("Interpreter G", "ko; zh", time(13), time(18)),
    ("Interpreter H", "ja; ko", None, None),
    ("Interpreter I", "ja; ko", None, None),
    ("Interpreter J", "ja; ko; zh", time(10), time(17)),
)
PROGRAMME = (
    ("Opening", time(9), time(9, 30), "all"),
    ("PR booth", time(11), time(12), "JP07; JP13; KR09"),
    ("PR booth", time(13), time(14), "KR01; KR02; KR03; CN09"),
    ("Closing", time(17, 30), time(18), "all"),
)

# Meeting by meeting: who asks, whom, and on what terms. The first line of each meeting comes first on the sheet, then all
# the others, so that the meetings are numbered in this order.
MEETINGS: tuple[tuple[tuple[str, str, dict[str, Any]], ...], ...] = (
    (
        (
            "CN01",
            "JP01; KR01",
            {"Choice": 1, "Topic": "冰雪旅游与边境地区合作", "Number of participants": 40, "Optional attendees": "CN05"},
        ),
        ("JP01", "CN01; KR01", {"Choice": 1, "Topic": "北東アジア観光ルートの再開", "Preferred": "2021-11-05 14:30-17:00"}),
        ("KR01", "CN01; JP01", {"Choice": 1, "Topic": "관광·청소년 교류"}),
    ),
    (
        ("JP02", "CN02; KR02", {"Choice": 1, "Topic": "環境・水産分野の三者交流", "Number of participants": 45}),
        ("CN02", "JP02; KR02", {"Choice": 1, "Topic": "黄海环境合作", "Preferred": "2021-11-05 09:00-11:00"}),
        ("KR02", "CN02; JP02", {"Choice": 1, "Topic": "환경·수산 협력", "Unavailable": "2021-11-05 17:00-18:00"}),
    ),
    (
        ("KR03", "CN03; JP03", {"Choice": 1, "Topic": "전통공예와 음식문화", "Number of participants": 36}),
        ("JP03", "CN03; KR03", {"Choice": 2, "Topic": "伝統工芸と食文化", "Preferred": "2021-11-05 10:00-12:00"}),
    ),
    (
        ("CN04", "JP04", {"Choice": 1, "Topic": "粮食与农业技术", "Number of participants": 20}),
        # No hour of these is office time in China: the wish cannot be met.
        ("JP04", "CN04", {"Choice": 1, "Topic": "農業・港湾物流", "Preferred": "2021-11-05 08:30-10:00"}),
    ),
    (
        ("JP05", "KR04", {"Choice": 1, "Topic": "バイオ産業と青少年交流", "Number of participants": 24}),
        # The morning start and the afternoon session of meeting 6 force a break on KR04.
        (
            "KR04",
            "JP05",
            {"Choice": 1, "Topic": "바이오산업", "Fixed start": datetime(2021, 11, 5, 9, 30), "Mandatory": "yes"},
        ),
    ),
    (
        ("CN04", "KR04", {"Choice": 2, "Topic": "医药产业对接", "Number of participants": 18}),
        ("KR04", "CN04", {"Choice": 2, "Topic": "의약산업", "Session": "afternoon", "Preferred": "2021-11-05 14:30-16:00"}),
    ),
    (
        ("KR05", "CN05", {"Choice": 1, "Topic": "자동차 산업과 산업도시 재생", "Number of participants": 26}),
        ("CN05", "KR05", {"Choice": 1, "Topic": "汽车产业合作"}),
    ),
    (
        ("CN06", "JP06", {"Choice": 1, "Topic": "医药与养老服务", "Number of participants": 28}),
        ("JP06", "CN06", {"Choice": 1, "Topic": "医薬品産業・留学生", "Unavailable": "2021-11-05 10:00-11:00"}),
    ),
    (
        (
            "JP07",
            "CN07",
            {"Choice": 1, "Topic": "海上交流史と観光", "Number of participants": 30, "Preferred": "2021-11-05 15:00-17:00"},
        ),
    ),
    (
        ("JP08", "CN08", {"Choice": 1, "Topic": "陶磁器・学校間交流", "Number of participants": 22}),
        ("CN08", "JP08", {"Choice": 1, "Topic": "陶瓷文化", "Preferred": "2021-11-05 10:00-12:00"}),
    ),
    (
        ("JP09", "KR06", {"Choice": 1, "Topic": "陶磁器・農産物", "Number of participants": 16, "Fixed room": "R3"}),
        ("KR06", "JP09", {"Choice": 1, "Topic": "농산물 유통", "Unavailable": "2021-11-05 09:00-10:00"}),
    ),
    (
        # A large delegation: only R1 holds it, while meeting 11 of the same government is fixed to R3.
        ("KR06", "CN08", {"Choice": 2, "Topic": "도자 문화와 생태관광", "Number of participants": 320, "After": "11"}),
        ("CN08", "KR06", {"Choice": 2, "Topic": "生态旅游"}),
    ),
    (
        (
            "CN09",
            "KR07",
            {"Choice": 1, "Topic": "物联网产业", "Number of participants": 20, "Preferred": "2021-11-05 13:30-16:00"},
        ),
        ("KR07", "CN09", {"Choice": 1, "Topic": "사물인터넷 산업", "Optional attendees": "KR02"}),
    ),
    (
        ("JP10", "CN10", {"Choice": 1, "Topic": "古都の文化財保護", "Number of participants": 25}),
        ("CN10", "JP10", {"Choice": 1, "Topic": "古都文物保护", "Interpreter": "yes"}),
    ),
    (
        ("JP11", "KR08", {"Choice": 1, "Topic": "市民交流・青少年", "Interpreter": "own", "Number of participants": 12}),
        ("KR08", "JP11", {"Choice": 3, "Topic": "시민 교류", "Preferred": "2021-11-05 10:00-12:00"}),
    ),
    (
        (
            "JP12",
            "CN11",
            {
                "Choice": 1,
                "Topic": "港湾・製鉄のまちの再生",
                "Number of participants": 14,
                "Unavailable": "2021-11-05 16:00-17:15",
            },
        ),
    ),
    (
        ("JP13", "KR09", {"Choice": 1, "Topic": "ICTと科学館の交流", "Number of participants": 18}),
        (
            "KR09",
            "JP13",
            {"Choice": 3, "Topic": "과학도시 교류", "Interpreter": "own", "Preferred": "2021-11-05 14:00-16:00"},
        ),
    ),
)

WINDOWS = tuple(f"2021-11-05 {hour:02}:00-{hour + 1:02}:00" for hour in (9, 10, 11, 13, 14, 15, 16, 17))
AVAILABILITY = {
    "CN01": "×○○×○○△×",
    "CN02": "×○○×○○○×",
    "CN03": "×○○×○△○×",
    "CN04": "×○○×○○○△",
    # Free for its own meeting only, and so never at the one it is invited to.
    "CN05": "××○×××××",
    "CN06": "×△○×○○○○",
    "CN08": "×○○×○○○△",
    "CN09": "×○○×○○○×",
    "CN10": "×○△×○○○×",
    "JP01": "○○○○○○○×",
    "JP02": "○○○○○○○×",
    "JP03": "○○○○○○△×",
    "JP04": "○○○○△○○×",
    "JP05": "○○○○○○○○",
    "JP06": "○○○○○○○×",
    "JP08": "△○○○○○○×",
    "JP09": "○○○○○×○×",
    "JP10": "○×○○○○○×",
    "KR01": "○○○○○○○○",
    "KR02": "○○○○○○○△",
    "KR04": "○○○○○○○○",
    "KR05": "○○○○○△○○",
    "KR06": "○○○○○○○△",
    "KR08": "△○○○○○○○",
}
HOLIDAYS = (("JP", date(2021, 11, 3), "no", "文化の日"), ("KR", date(2021, 11, 5), "yes", "Ordinary working day"))

READ_ME = (
    "Illustrative data",
    "This workbook shows the Exchange Plaza of the 22nd conference (2021): 33 local governments of China, Japan and Korea, "
    "17 online meetings on Friday 5 November 2021.",
    "The governments are real and their relations are publicly known. The list of participants was never published: the "
    "meetings, wishes, rooms, interpreters and availability here are invented, and no government has made these requests.",
    "What each sheet and column means stands in the README of the program. Times of the secretariat (slots, rooms, "
    "programme, interpreters, availability headings, fixed starts) are on the host's clock, a government's on its own.",
)
LISTS = {
    "yes or no": ("yes", "no"),
    "choice": ("1", "2", "3", "decline"),
    "interpreter": ("yes", "no", "own"),
    "type or mode": ("online", "hybrid", "on-site"),
    "belongs to": ("room", "meeting"),
    "mark": ("○", "△", "×"),
    "session": ("morning", "afternoon"),
    "country": ("CN", "JP", "KR"),
    "one-sided": ("ask", "schedule", "hold"),
    "interpretation": ("consecutive", "simultaneous"),
    "code": tuple(code for code, *_ in GOVERNMENTS),
    "room": tuple(name for name, *_ in ROOMS),
}
DROP_DOWNS = {
    "Rooms": {"Type": "type or mode", "Link belongs to": "belongs to"},
    "Governments": {"Country": "country"},
    "Slots": {"Session": "session"},
    "Requests": {
        "Requester": "code",
        "Choice": "choice",
        "Interpreter": "interpreter",
        "Mode": "type or mode",
        "Session": "session",
        "Fixed room": "room",
        "Mandatory": "yes or no",
    },
    "Holidays": {"Working day?": "yes or no"},
    "Availability": dict.fromkeys(WINDOWS, "mark"),
}
FORMATS = {date: "yyyy-mm-dd", time: "hh:mm", datetime: "yyyy-mm-dd hh:mm"}
HEADING = PatternFill("solid", fgColor="1F3A5F")


def sheets() -> dict[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]:
    """Each sheet's headings and rows."""
    return {
        "Event": (("Setting", "Value"), SETTINGS),
        "Slots": (
            ("Date", "Start", "End", "Time zone", "Session"),
            [(day, start, end, None, session) for day, start, end, session in SLOTS],
        ),
        "Rooms": (
            (
                "Room",
                "Type",
                "Platform",
                "Capacity",
                "Available from",
                "Available to",
                "Join link",
                "Link belongs to",
                "Notes",
            ),
            [
                (
                    name,
                    "online",
                    platform,
                    capacity,
                    None,
                    None,
                    f"https://meet.example.org/plaza22/{name.lower()}",
                    "room",
                    None,
                )
                for name, platform, capacity in ROOMS
            ],
        ),
        "Governments": government_sheet(),
        "Interpreters": (
            ("Interpreter", "Languages", "Available from", "Available to", "Max minutes per day"),
            [(*interpreter, 240) for interpreter in INTERPRETERS],
        ),
        "Programme": (
            ("Title", "Date", "Start", "End", "Time zone", "Who"),
            [(title, DAY, start, end, None, who) for title, start, end, who in PROGRAMME],
        ),
        "Requests": request_sheet(),
        "Availability": (("Government", *WINDOWS), [(code, *marks) for code, marks in AVAILABILITY.items()]),
        "Holidays": (("Country or government", "Date", "Working day?", "Name"), HOLIDAYS),
        "Weights": (("Goal", "Tier", "Weight"), [(f"G{number}", number, 1) for number in range(1, 10)]),
    }


def government_sheet() -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    stated = ("Office hours", "Lunch", "Delegations", "Platforms")
    headings = (
        *("Code", "Country", "Name (English)", "Name (Chinese)", "Name (Japanese)", "Name (Korean)", "Aliases", "Time zone"),
        *("Languages", *stated, "Via", "Department", "E-mail"),
    )
    rows = []
    for code, en, zh, ja, ko, aliases in GOVERNMENTS:
        zone, language, via, department = COUNTRIES[code[:2]]
        own = OWN.get(code, {})
        rows.append(
            (
                *(code, code[:2], en, zh, ja, ko, aliases, zone, own.get("Languages", language)),
                *(own.get(heading) for heading in stated),
                *(via, department, f"{code.lower()}@example.org"),
            )
        )
    return headings, rows


def request_sheet() -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    terms = (
        *("Optional attendees", "Choice", "Topic", "Duration (min)", "Preferred", "Unavailable", "Interpreter"),
        *("Number of participants", "Mode", "Session", "Fixed start", "Fixed room", "After", "Mandatory", "Notes"),
    )
    lines = [meeting[0] for meeting in MEETINGS] + [line for meeting in MEETINGS for line in meeting[1:]]
    rows = [
        (number, requester, counterparts, *(stated.get(heading) for heading in terms))
        for number, (requester, counterparts, stated) in enumerate(lines, start=1)
    ]
    return ("No.", "Requester", "Counterpart", *terms), rows


def write() -> None:
    """Write the workbook, formatted as an office would."""
    book = Workbook()
    read_me = book.worksheets[0]
    read_me.title = "Read me"
    for row, text in enumerate(READ_ME, start=1):
        read_me.cell(row, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
    read_me.cell(1, 1).font = Font(bold=True, size=14)
    read_me.column_dimensions["A"].width = 100
    for name, (headings, rows) in sheets().items():
        fill(book.create_sheet(name), headings, rows)
    lists = book.create_sheet("Lists")
    fill(lists, tuple(LISTS), [])
    for column, values in enumerate(LISTS.values(), start=1):
        for row, value in enumerate(values, start=2):
            lists.cell(row, column, value)
    for name, columns in DROP_DOWNS.items():
        for heading, choices in columns.items():
            add_drop_down(book[name], heading, choices)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    book.save(TARGET)


def fill(sheet: Worksheet, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, column)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEADING
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        texts = [heading, *(str(row[column - 1]) for row in rows if row[column - 1] is not None)]
        width = max(sum(2 if ord(character) > 0x2E80 else 1 for character in text) for text in texts)
        sheet.column_dimensions[get_column_letter(column)].width = min(40, max(9, width + 2))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = FORMATS.get(type(cell.value), cell.number_format)
    sheet.freeze_panes = "B2" if len(headings) > 5 else "A2"


def add_drop_down(sheet: Worksheet, heading: str, values: str) -> None:
    """A closed list from the sheet Lists: Excel allows only 255 characters of it in place."""
    letter = get_column_letter(list(LISTS).index(values) + 1)
    check = DataValidation("list", f"Lists!${letter}$2:${letter}${len(LISTS[values]) + 1}", allow_blank=True)
    column = next(cell.column_letter for cell in sheet[1] if cell.value == heading)
    check.add(f"{column}2:{column}200")
    sheet.add_data_validation(check)


if __name__ == "__main__":
    write()
