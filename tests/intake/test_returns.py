"""The folder of returned files: which are read, which count, and what becomes of the others."""

import os
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from benchmarks import bombs
from scheduler import intake, tasks
from scheduler.intake import Look
from tests.intake.untidy import problems, read, write

LIST = """
自治体名 | 希望相手先 | 議題
新潟県 | 江蘇省 | 観光
長崎県 | 江原道 | 港湾
"""
READ = ["JP01-1 JP01→CN01 topic=観光", "JP03-1 JP03→KR03 topic=港湾"]
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def workbook(rows: str, modified: datetime = datetime(2021, 10, 1)) -> bytes:
    book = Workbook()
    write(book.worksheets[0], rows)
    book.properties.modified = modified
    book.save(stream := BytesIO())
    with zipfile.ZipFile(stream) as saved, zipfile.ZipFile(again := BytesIO(), "w") as archive:
        for name in saved.namelist():  # openpyxl puts the present time
            data = saved.read(name)
            if name == "docProps/core.xml":
                start = data.index(b"<dcterms:modified")
                end = data.index(b"</dcterms:modified>")
                stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = data[: data.index(b">", start) + 1] + stamp + data[end:]
            archive.writestr(name, data)
    return again.getvalue()


def arrive(event: Path, files: dict[str, bytes]) -> Look:
    for name, data in files.items():
        (event / "requests" / name).write_bytes(data)
    return intake.look_at_event(event)


def requests(look: Look) -> list[str]:
    assert look.event
    return read(look.event, "")


def text(encoding: str, delimiter: str = ",") -> bytes:
    lines = [[cell.strip() for cell in line.split("|")] for line in LIST.strip().split("\n")]
    return "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)


def ods() -> bytes:
    cells = [[f"<table:table-cell office:value-type='string'><text:p>{cell.strip()}</text:p></table:table-cell>"
              for cell in line.split("|")] for line in LIST.strip().split("\n")]  # fmt: skip
    rows = "".join(f"<table:table-row>{''.join(line)}</table:table-row>" for line in cells)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    table = f"<table:table table:name='一覧'>{rows}</table:table>"
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(stream := BytesIO(), "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        kinds = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'  # noqa: E501 # one line of XML
        archive.writestr("META-INF/manifest.xml", kinds)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("list.xlsx", lambda: workbook(LIST), []),
        ("list.xlsm", lambda: workbook(LIST), []),
        ("list.ods", ods, ["file.by_other_reader requests/list.ods"]),
        ("list.csv", lambda: text("utf-8"), []),
        ("list.csv", lambda: text("utf-8-sig", ";"), []),
        ("list.csv", lambda: text("utf-16", "\t"), []),
        ("list.csv", lambda: text("cp932"), ["file.encoding_found requests/list.csv"]),
        ("list.csv", lambda: text("gb18030"), ["file.encoding_found requests/list.csv"]),
        ("list.xls", lambda: (Path(__file__).parent / "list.xls").read_bytes(), ["file.by_other_reader requests/list.xls"]),
    ],
)
def test_the_same_list_in_every_kind_of_file(event: Path, name: str, make: Callable[[], bytes], says: list[str]) -> None:
    look = arrive(event, {name: make()})
    assert problems(look) == says
    assert requests(look) == READ


def test_a_list_in_korean_bytes(event: Path) -> None:
    look = arrive(event, {"list.csv": "지방정부명,상대 지자체,의제\r\n강원도,니가타현,관광\r\n".encode("euc-kr")})
    assert problems(look) == ["file.encoding_found requests/list.csv"]
    assert requests(look) == ["KR03-1 KR03→JP01 topic=관광"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("answer.hwp", "file.document"),
        ("answer.docx", "file.document"),
        ("answer.pdf", "file.document"),
        ("answer.jpg", "file.picture"),
        ("answers.zip", "file.archive"),
        ("answer.msg", "file.mail"),
        ("answer.pptx", "file.other_kind"),
    ],
)
def test_a_file_of_another_kind_is_named(event: Path, name: str, says: str) -> None:
    assert problems(arrive(event, {name: b"x", "list.xlsx": workbook(LIST)})) == [f"{says} requests/{name}"]


def test_what_systems_leave_is_skipped(event: Path) -> None:
    left = dict.fromkeys((".DS_Store", "Thumbs.db", "desktop.ini", "~$list2.xlsx", ".~lock.list.ods#"), b"x")
    look = arrive(event, left | {"list.xlsx": workbook(LIST)})
    assert problems(look) == []
    assert requests(look) == READ


@pytest.mark.parametrize("copy", ["list (1).xlsx", "list - コピー.xlsx", "list - 복사본.xlsx", "list - 副本.xlsx", "z.xlsx"])
def test_a_copy_is_named_and_read_once(event: Path, copy: str) -> None:
    same = workbook(LIST)
    look = arrive(event, {"list.xlsx": same, copy: same})
    said = problems(look)
    assert len(said) == 1 and said[0].startswith("returns.duplicate requests/")
    assert requests(look) == READ


OLD, NEW = datetime(2021, 9, 1, 9), datetime(2021, 9, 20, 9)
ANOTHER = "自治体名 | 新潟県\n希望相手先 | 江原道"


@pytest.mark.parametrize(("newer", "wish"), [(NEW, "JP01-1 JP01→KR03"), (OLD, READ[0])])
def test_the_newer_of_two_answers_counts(event: Path, newer: datetime, wish: str) -> None:
    """A list and a form: of the list only what the form answers is superseded."""
    other = OLD if newer == NEW else NEW
    look = arrive(event, {"list.xlsx": workbook(LIST, other), "niigata.xlsx": workbook(ANOTHER, newer)})
    order = ["list.xlsx", "niigata.xlsx"] if newer == NEW else ["niigata.xlsx", "list.xlsx"]
    assert problems(look) == [f"returns.superseded requests/{order[0]} requests/{order[1]}"]
    assert requests(look) == [wish, READ[1]]


def test_two_answers_of_one_time_are_asked_about(event: Path) -> None:
    look = arrive(event, {"list.xlsx": workbook(LIST), "niigata.xlsx": workbook(ANOTHER)})
    assert problems(look) == ["returns.which_counts requests/list.xlsx requests/niigata.xlsx"]


def test_a_copy_with_other_contents_is_an_answer_of_its_own(event: Path) -> None:
    look = arrive(event, {"list.xlsx": workbook(LIST, OLD), "list (1).xlsx": workbook(LIST.replace("観光", "環境"), NEW)})
    said = [line.partition(" ")[0] for line in problems(look)]
    assert said == ["returns.copy", "returns.superseded", "returns.superseded"]
    assert requests(look)[0] == "JP01-1 JP01→CN01 topic=環境"


def test_a_form_in_two_sheets_is_of_the_government_that_one_of_them_names(event: Path) -> None:
    book = Workbook()
    write(book.worksheets[0], "自治体名 | 新潟県\n担当者氏名 | 山田")
    write(book.create_sheet("希望"), "希望順位 | 相手自治体 | 議題\n1 | 江蘇省 | 観光\n2 | 江原道 | 環境")
    book.save(stream := BytesIO())
    look = arrive(event, {"form.xlsx": stream.getvalue()})
    assert requests(look) == ["JP01-1 JP01→CN01 choice=1 topic=観光", "JP01-2 JP01→KR03 choice=2 topic=環境"]


def test_a_sheet_that_is_an_example_by_its_title_is_not_read(event: Path) -> None:
    book = Workbook()
    write(book.worksheets[0], "自治体名 | 新潟県\n希望相手先 | 江蘇省")
    write(book.create_sheet("記入例"), "自治体名 | 長崎県\n希望相手先 | 江原道")
    book.save(stream := BytesIO())
    look = arrive(event, {"form.xlsx": stream.getvalue()})
    assert requests(look) == ["JP01-1 JP01→CN01"]
    assert problems(look) == ["returns.example_sheet 記入例"]


@pytest.mark.parametrize("line", ["提出期限：2020年12月25日", "令和2年12月25日現在"])
def test_a_date_of_another_year_is_no_title(event: Path, line: str) -> None:
    look = arrive(event, {"form.xlsx": workbook(f"{line}\n自治体名 | 新潟県\n希望相手先 | 江蘇省")})
    assert requests(look) == ["JP01-1 JP01→CN01"] and problems(look) == []


def test_a_file_in_which_nothing_is_found(event: Path) -> None:
    assert problems(arrive(event, {"notes.xlsx": workbook("hello | world")})) == [
        "returns.nothing requests/notes.xlsx",
        "sheet.unknown Sheet",
    ]


def test_what_a_form_says_of_contacts_fills_what_is_empty(event: Path) -> None:
    look = arrive(
        event, {"form.xlsx": workbook("自治体名 | 新潟県\n担当者氏名 | 山田\nメール | a@example.jp\n希望相手先 | 江蘇省")}
    )
    assert look.event
    government = look.event.government("JP01")
    assert (government.contact, government.email) == ("山田", "a@example.jp")
    assert government.cells["email"].file == "requests/form.xlsx"


def test_a_form_that_says_otherwise_of_its_country_is_noted(event: Path) -> None:
    look = arrive(event, {"form.xlsx": workbook("自治体名 | 新潟県\n国 | 韓国\n希望相手先 | 江蘇省")})
    assert problems(look) == ["returns.differs B2 B5"]


def test_a_government_that_has_not_answered_is_noted(event: Path) -> None:
    look = arrive(event, {"list.xlsx": workbook(LIST.replace("希望相手先", "交流希望先"))})  # nothing is to be confirmed
    silent = next(problem for problem in look.problems if problem.key == "governments.silent")
    assert silent.values["codes"] == ["CN01", "CN02", "CN03", "JP02", "KR01", "KR02", "KR03"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_event_is_refused(event: Path) -> None:
    outside = event.parent / "outside.xlsx"
    outside.write_bytes(workbook(LIST))
    (event / "requests" / "list.xlsx").symlink_to(outside)
    assert problems(intake.look_at_event(event)) == ["file.link requests/list.xlsx"]


def test_the_same_answers_in_another_order_of_files_are_the_same_event(event: Path) -> None:
    first = arrive(event, {"a.xlsx": workbook(LIST), "b.xlsx": workbook("지방정부명 | 강원도\n상대 지자체 | 니가타현")})
    (event / "requests" / "a.xlsx").rename(event / "requests" / "c.xlsx")
    assert requests(first) == requests(intake.look_at_event(event))


@pytest.mark.skipif(os.name == "nt", reason="such files need rights on Windows, or do not exist there")
def test_what_is_no_file_is_named_and_not_opened(event: Path) -> None:
    (event / "requests" / "a.xlsx").symlink_to("a.xlsx")
    os.mkfifo(event / "requests" / "b.xlsx")
    (event / "elsewhere").mkdir()
    (event / "requests" / "c").symlink_to(event / "elsewhere")
    found = ["file.link requests/a.xlsx", "file.link requests/c", "file.unreadable requests/b.xlsx"]
    assert sorted(line for line in problems(intake.look_at_event(event)) if line.startswith("file")) == found


def test_two_names_that_look_the_same_are_told_apart(event: Path) -> None:
    (event / "requests" / "a\u200b.xlsx").write_bytes(workbook(LIST))
    look = arrive(event, {"a▯.xlsx": workbook(ANOTHER)})
    assert "file.same_name requests/a▯.xlsx" in problems(look)


def test_an_ods_that_claims_a_rectangle_without_end_is_refused(event: Path) -> None:
    far = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell/></table:table-row>"
    cell = "<table:table-cell table:number-columns-repeated='16000'/><table:table-cell office:value-type='string'/>"
    with zipfile.ZipFile(BytesIO(ods())) as archive, zipfile.ZipFile(again := BytesIO(), "w") as changed:
        for name in archive.namelist():
            data = archive.read(name)
            last = f"{far}<table:table-row>{cell}</table:table-row></table:table>".encode()
            changed.writestr(name, data.replace(b"</table:table>", last))
    (said,) = (p for p in problems(arrive(event, {"list.ods": again.getvalue()})) if p.startswith("file."))
    assert said in ("file.too_large requests/list.ods", "file.damaged requests/list.ods")  # as calamine trips over it


@pytest.mark.parametrize("name", [name for name in bombs.XLSX if name.startswith("merged") and "over" not in name])
def test_cells_merged_over_everything_are_refused_in_any_writing(event: Path, name: str) -> None:
    assert "file.too_large requests/a.xlsx" in problems(arrive(event, {"a.xlsx": bombs.XLSX[name]()}))


@pytest.mark.parametrize("name", ["xls, far", "xls, merged"])
def test_an_old_workbook_is_bounded_as_well(event: Path, name: str) -> None:
    file, make = bombs.OTHERS[name]
    assert f"file.too_large requests/{file}" in problems(arrive(event, {file: make()}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_null_characters_do_not_vanish(event: Path, encoding: str) -> None:
    written = "自治体名,希望相手先,議題\n新潟県,江蘇省,観\0光\n".encode(encoding)
    assert "file.damaged requests/list.csv" in problems(arrive(event, {"list.csv": written}))


def test_characters_that_no_workbook_can_hold_do_not_stop_the_review(event: Path) -> None:
    (event / "requests" / "list.csv").write_text("自治体名,希望相手先,議題\n新潟県,江蘇省,\uffff観光\n", encoding="utf-8")
    looked = tasks.check_event(event, event.parent / "out", "en")
    assert looked.review and looked.review.exists()


def packed(change: Callable[[str], str], more: dict[str, bytes] | None = None) -> bytes:
    """The list as a workbook whose parts bear other names, or with further parts."""
    with zipfile.ZipFile(BytesIO(workbook(LIST))) as saved, zipfile.ZipFile(stream := BytesIO(), "w") as archive:
        for name in saved.namelist():
            archive.writestr(change(name), saved.read(name))
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def without(*parts: str) -> bytes:
    with zipfile.ZipFile(BytesIO(workbook(LIST))) as saved, zipfile.ZipFile(stream := BytesIO(), "w") as archive:
        for name in saved.namelist():
            if not name.startswith(parts):
                archive.writestr(name, saved.read(name))
    return stream.getvalue()


MASHUP = (
    '<?xml version="1.0" encoding="utf-16"?><DataMashup xmlns="http://schemas.microsoft.com/DataMashup">AAAA</DataMashup>'
)


@pytest.mark.parametrize(
    "make",
    [
        lambda: packed(lambda name: name.replace("/", "\\")),
        lambda: packed(str, {"customXml/item1.xml": MASHUP.encode("utf-16")}),
        lambda: packed(str, {"customXml/item1.xml": MASHUP.encode("utf-16-le")}),
        lambda: without("docProps/", "xl/theme", "xl/styles"),
    ],
    ids=["backslashes", "query of Excel", "part without a mark of its encoding", "minimal"],
)
def test_what_other_programs_write_is_read(event: Path, make: Callable[[], bytes]) -> None:
    look = arrive(event, {"list.xlsx": make()})
    assert problems(look) == [] and requests(look) == READ


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("list.xls", b"<html><body><table><tr><td>x</td></tr></table></body></html>", "file.web_page"),
        ("list.et", b"x", "file.other_workbook"),
        ("list.cell", b"x", "file.other_workbook"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(event: Path, name: str, data: bytes, says: str) -> None:
    assert f"{says} requests/{name}" in problems(arrive(event, {name: data}))


def test_a_locked_workbook_of_libreoffice_says_so(event: Path) -> None:
    with zipfile.ZipFile(BytesIO(ods())) as saved, zipfile.ZipFile(stream := BytesIO(), "w") as archive:
        for name in saved.namelist():
            data = saved.read(name).replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
            archive.writestr(name, data)
    assert "file.password requests/list.ods" in problems(arrive(event, {"list.ods": stream.getvalue()}))


@pytest.mark.parametrize("filler", ["\ufe0f", "\u3164", "\u034f", "\U000e0101"])
def test_what_does_not_show_in_a_name_is_no_part_of_it(event: Path, filler: str) -> None:
    look = arrive(event, {"list.xlsx": workbook(LIST.replace("江蘇省", f"江{filler}蘇省"))})
    assert problems(look) == [] and requests(look) == READ


def test_the_workbook_of_an_event_is_found_in_any_case_and_a_copy_is_named(event: Path) -> None:
    (event / "event.xlsx").rename(event / "Event.xlsx")
    look = arrive(event, {"list.xlsx": workbook(LIST)})
    assert requests(look) == READ
    (event / "Event.xlsx").rename(event / "event (1).xlsx")
    (problem,) = intake.look_at_event(event).problems
    assert problem.key == "file.event_renamed" and problem.values["others"] == ["event (1).xlsx"]
