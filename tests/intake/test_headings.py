"""Sheets, headings and settings in every writing of the package's list, one by one and as whole workbooks."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler import intake, words
from scheduler.domain import Event, Source
from scheduler.domain.cells import Cell
from scheduler.intake.tables.headings import heading_field
from tests.intake.tables import agree, spelt_out

PLAZA_22 = Path(__file__).parents[2] / "inputs" / "plaza-22" / "event.xlsx"
LIST = [tuple(row.values()) for row in csv.DictReader(Path(words.__file__).with_name("headings.csv").open(encoding="utf-8"))]


MEANINGS = (
    ("Sheets", "Rooms", "Rooms 会議室 회의실 会议室"),
    ("Sheets", "Governments", "自治体 지방정부 参会单位"),
    ("Sheets", "Interpreters", "通訳者 통역사"),
    ("Settings", "host_zone", "Host_time_zone 開催地のタイムゾーン 主催者の時刻基準 주최지_시간대 主办方时区"),
    ("Settings", "trilateral_duration", "三者面談時間(分) 3자_회의시간(분) 三方会谈时长(分钟)"),
    ("Settings", "room_changeover", "Room_changeover_(min) 会議室の入替時間(分)"),
    ("Settings", "government_break", "自治体の休憩(分) 지방정부_휴식(분)"),
    ("Settings", "interpreter_break", "通訳者の休憩(分) 통역사_휴식(분)"),
    ("Slots", "date", "Date 開催日 날짜 日期"),
    ("Slots", "start", "Start 開始時刻 시작 开始时间"),
    ("Slots", "end", "End 終了時刻 종료 结束时间"),
    ("Rooms", "capacity", "Capacity 定員 수용_인원 可容纳人数"),
    ("Rooms", "available_from", "利用開始 사용_가능(부터) 可用开始时间"),
    ("Rooms", "available_to", "利用終了 사용_가능(까지) 可用结束时间"),
    ("Governments", "code", "Code コード 코드 代码"),
    ("Governments", "zh", "中国語名 명칭(중문) 中文名称"),
    ("Governments", "ja", "日本語名 명칭(일문) 日文名称"),
    ("Governments", "ko", "韓国語名 명칭(국문) 韩文名称"),
    ("Governments", "lunch", "Lunch_break 昼休み 점심시간 午休时间"),
    ("Governments", "office_hours", "Working_hours 執務時間 근무시간 办公时间"),
    ("Governments", "max_per_day", "1日の上限 1일_최대 每日上限"),
    ("Governments", "min_meetings", "Min_meetings 最低件数 최소_회의_수 最少场数"),
    ("Governments", "phone", "Tel 電話番号 휴대전화 手机"),
    ("Interpreters", "max_minutes", "1日の上限(分) 1일_최대(분) 每日最长(分钟)"),
    ("Requests", "requester", "Requester 申込自治体 신청기관 申请单位"),
    ("Requests", "counterparts", "Counterpart 交流希望先 상대_지방정부 拟会见单位"),
    ("Requests", "counterparts#1", "1st_choice 第1希望 1지망 第一志愿"),
    ("Requests", "counterparts#2", "Second_choice 第二希望 2순위 第2志愿"),
    ("Requests", "counterparts#3", "第3希望先 제3지망 第三意向"),
    ("Requests", "optional", "Optional_attendees 任意参加 선택_참석 列席"),
    ("Requests", "choice", "Priority 優先順位 희망_순위 志愿顺序"),
    ("Requests", "topic", "Agenda 議題 의제 议题"),
    ("Requests", "duration", "所要時間 소요시간 会谈时长"),
    ("Requests", "preferred", "Preferred 希望日時 희망_일시 希望时间"),
    ("Requests", "unavailable", "Unavailable 都合の悪い日時 불가_시간 不便时间"),
    ("Requests", "interpreter", "通訳の要否 통역_필요_여부 是否需要翻译"),
    ("Requests", "own_interpreter", "通訳帯同 통역_동반 自带翻译"),
    ("Requests", "participants", "参加人数 참가인원 参会人数"),
    ("Requests", "fixed_room", "Fixed_room 会議室(指定) 회의실(지정) 指定会议室"),
    ("Requests", "fixed_start", "Fixed_start 時刻指定 지정_시각 指定开始时间"),
    ("Requests", "after", "前に必要な面談 선행_번호 前置会谈序号"),
    ("Requests", "mandatory", "Mandatory 必須 필수 必须"),
    ("Availability", "government", "団体名 지자체명 城市名称"),
    ("Programme", "who", "対象者 참석_대상 参加范围"),
    ("Holidays", "working", "Working_day? 出勤日 근무일_여부 调休上班"),
    ("Weights", "tier", "Tier 段階 단계 层级"),
    ("Weights", "weight", "Weight 重み 가중치 权重"),
    ("Links", "passcode", "Passcode パスコード 비밀번호 会议密码"),
    ("Commitments", "state", "状況 상태 状态"),
    ("Changes", "start", "From いつから 시작 从"),
    ("Changes", "end", "To いつまで 종료 到"),
    ("Changes", "reason", "Reason 理由 사유 原因"),
    ("form", "requester", "貴自治体名 기관명 单位名称"),
    ("form", "requester|department", "所属 소속"),
    ("form", "contact", "ご担当者 담당자_성명 联系人"),
    ("form", "contact_title", "役職 직위 职务"),
    ("form", "attendees", "参加者名簿 참석자_명단 参会人员名单"),
    ("form", "participants|attendees", "出席者 참석자 与会人员"),
    ("form", "furigana", "フリガナ"),
    ("form", "email|phone", "連絡先 联系方式"),
    ("form", "date", "希望日 희망일 希望日期"),
    ("form", "time", "希望時間 희망시간 时间段"),
    ("form", "unavailable", "Not_available 都合の悪い日時 NG日程 제외_시간 不能参加时间"),
    ("form", "marks", "参加可否 가능여부 能否参加"),
    ("form", "relation", "姉妹・友好提携 자매·우호_여부 友城关系"),
)
"""What headings mean to who reads these languages, not taken from the list; `_` is a space."""


def read(sheet: str, written: str) -> str | None:
    return heading_field(Cell(written, Source("event.xlsx", sheet, "A1")), words.headings(sheet))


def test_headings_mean_what_they_say() -> None:
    agree(spelt_out(MEANINGS), read)


def test_every_heading_of_the_list_is_read_in_any_width_case_and_spacing() -> None:
    agree([(sheet, way, field) for sheet, field, _, variant in LIST for way in ways(variant)], read)


def ways(variant: str) -> tuple[str, ...]:
    return variant, variant.upper(), f" {variant}\u3000", variant.replace("(", "（").replace(")", "）")


def test_every_field_of_the_contract_has_a_heading_in_every_language() -> None:
    languages: dict[tuple[str, str], set[str]] = {}
    of_contract = [row for row in LIST if row[0] != words.FORM]
    for sheet, field, language, _ in of_contract:
        languages.setdefault((sheet, field), set()).add(language)
    assert {key for key, of_field in languages.items() if of_field < set(words.LANGUAGES)} == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_workbook_in_one_language_is_the_same_event(language: str, tmp_path: Path) -> None:
    book = load_workbook(PLAZA_22)
    translate(book, language)
    folder = tmp_path / "plaza-22"
    folder.mkdir()
    book.save(folder / "event.xlsx")
    assert event_in(folder) == event_in(PLAZA_22.parent)


def event_in(folder: Path) -> Event:
    return replace(intake.read_event(folder).event, intake=())


def translate(book: Workbook, language: str) -> None:
    """Put another language's words for all that the contract names."""
    for sheet in list(book):
        for row in sheet.iter_rows(max_row=1):
            for cell in row:
                cell.value = word(sheet.title, language, str(cell.value))
        if sheet.title == "Event":
            for row in sheet.iter_rows(min_row=2, max_col=1):
                row[0].value = word("Settings", language, str(row[0].value))
    for sheet in list(book):
        sheet.title = word("Sheets", language, sheet.title)


def word(sheet: str, language: str, written: str) -> str:
    """The first heading in a language for the same field; what the contract does not name stays."""
    fields = {variant: field for of_sheet, field, _, variant in LIST if of_sheet == sheet}
    return next(_variants(sheet, fields.get(written, ""), language), written)


def _variants(sheet: str, field: str, language: str) -> Iterator[str]:
    return (row[3] for row in LIST if (row[0], row[1], row[2]) == (sheet, field, language))
