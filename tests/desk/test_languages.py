"""What the desk says in the language of the reader, and what of it is marked as in another."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.desk.pages import Pages, newest
from tests.small import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """JP01 alone has a Japanese name; M01 is cancelled in the second version."""
    desk = Desk(tmp_path_factory.mktemp("languages"))
    desk.put("Governments", "Name (Japanese)", "", "新潟県", "", "", "")
    desk.write()
    desk.ends(0, "export")  # in English
    desk.ends(0, "reschedule", "--cancel", "M01")
    return desk


def test_a_name_that_is_not_in_the_language_of_the_page_is_marked(desk: Desk) -> None:
    pages = Pages(desk, "ja")
    for data in (pages.found("timetable/grid"), pages.found("versions/grids", old="v001", new="v002")):
        languages = {code: foreign for code, _, _, foreign in data["governments"]}
        assert languages.pop("JP01") == "" and set(languages.values()) == {"en"}
    on_the_day = pages.found("day/look", now="2021-11-05 09:00")
    assert {foreign for one in on_the_day["next"] for _, foreign in one["who"]} <= {"en", ""}
    for place, name in (("changes", "CN01 Alpha"), ("versions", "CN01 Alpha"), ("intake", "Alpha")):
        page = pages.page(place)
        assert f' lang="en">{name}<' in page, place
        assert ' lang="en">JP01 新潟県<' not in page and ' lang="en">新潟県<' not in page
    assert 'lang="en">CN01' not in Pages(desk, "en").page("changes")


def test_what_is_different_is_told_by_name_and_as_offices_write_days(desk: Desk) -> None:
    pages = Pages(desk, "ja")
    page = pages.page("versions").partition("<tbody>")[2]
    assert "CN01 Alpha" in page and "JP01 新潟県" in page
    assert re.search(r"2021年11月5日（金）\d\d:\d\d–\d\d:\d\d（韓国時間）", page)
    late = pages.act("day/late", now="2021-11-05 09:00", meeting="M03", minutes=20)["different"]
    assert any("JP02 Gamma" in line for line in late) and "2021年11月5日（金）" in late[0]
    for text in (page, *late):
        assert not re.search(r"Asia/|\d{4}-\d\d-\d\d|https?:", text)


def test_another_link_is_told_where_that_is_what_is_different(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ends(0, "reschedule", "--change", "link M03 https://a.example/other")
    page = Pages(desk, "ko").page("versions")
    assert "https://a.example/other</td>" in page


def test_a_send_list_is_shown_in_the_language_of_the_reader_whatever_it_was_written_in(desk: Desk) -> None:
    desk.ends(0, "export", "--changed-since", "v001")
    file = newest(desk) / "send.xlsx"
    book = openpyxl.load_workbook(file)
    heading = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, heading.index("Address") + 1).value = "by hand"
    book.save(file)
    pages = Pages(desk, "ja")
    first, changed = (pages.page(f"sending?export={name}").partition("<tbody>")[2] for name in ("v001-1", "v002-2"))
    assert not re.search(
        r">(schedule|changes|direct|no address known|everything is new|Japanese|Interpreter: )", first + changed
    )
    assert "by hand" in changed, "what the secretariat put in stands as it does"
    assert '<td lang="en">' not in first and re.search(r'<td lang="en">M01, [^<]*cancelled', changed)
