"""The place *Versions*: how each came about, two of them compared and drawn, one marked as sent out and taken back."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desk.pages import Pages
from tests.small import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return with_two(tmp_path)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same for all that only look."""
    return with_two(tmp_path_factory.mktemp("settled"))


def with_two(folder: Path) -> Desk:
    """M01 is cancelled in the second version, and why."""
    desk = Desk(folder)
    desk.change("cancel", "M01", "", "", "", "a typhoon", "")
    desk.ends(0, "reschedule")
    return desk


def section(page: str, title: str) -> str:
    return page.split(title, 1)[1].split("</table>")[0]


def test_one_version_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    page = Pages(Desk(tmp_path)).page("versions")
    assert "There are not two versions yet." in page and 'id="compare"' not in page


def test_each_version_says_who_when_and_why(settled: Desk) -> None:
    page = Pages(settled).page("versions")
    first = section(page, "<tbody>")
    assert first.index("v002") < first.index("v001")
    assert "nothing moves that need not" in first and "cancel M01 — a typhoon" in first


def test_the_latest_two_are_compared_in_words(settled: Desk) -> None:
    page = Pages(settled).page("versions")
    assert "Different: 1 meeting. As before: 3." in page
    (found,) = re.findall(r'<tr><th scope="row">(M\d+)</th><td>(.*?)</td><td>(.*?)</td>', page, re.S)
    assert (found[0], found[2]) == ("M01", "cancelled")
    for code in settled.table("v001")["M01"]["governments"]:
        assert code in found[1] and re.search(rf"<li><b>{code} \w+</b> M01 \(cancelled\)</li>", page)


def test_any_two_are_compared_in_either_direction(desk: Desk) -> None:
    desk.change("reinstate", "M01", "", "", "", "", "")
    desk.ends(0, "reschedule")
    pages = Pages(desk)
    assert re.search(r'scope="row">M01</th><td>.*?</td><td>cancelled</td>', pages.page("versions?old=v001&new=v002"))
    assert re.search(r'scope="row">M01</th><td>.*?</td><td>new</td>', pages.page("versions?old=v002&new=v001"))
    assert "Different: 0 meetings." in pages.page("versions?old=v001&new=v001")
    assert "<option selected>v003</option>" in pages.page("versions?old=v009&new=../v001"), "else the latest two"


def drawn(side: dict[str, Any], data: dict[str, Any]) -> dict[str, tuple[int, str] | None]:
    return {
        one["id"]: None if one["start"] is None else (one["start"], data["rooms"][one["room"]][0])
        for one in side["meetings"]
    }


def test_both_are_drawn_as_they_were_kept(settled: Desk) -> None:
    data = Pages(settled).found("versions/grids", old="v001", new="v002")
    assert [side["version"] for side in data["sides"]] == ["v001", "v002"]
    for side in data["sides"]:
        table = settled.table(side["version"])
        kept = {
            id: (int(datetime.fromisoformat(one["start"]).timestamp()) // 60, one["room"]) if one["start"] else None
            for id, one in table.items()
        }
        assert drawn(side, data) == kept
        assert {one["id"] for one in side["meetings"] if one["how"]} == {"M01"}
        for one in side["meetings"]:
            assert [data["governments"][at][0] for at in one["parties"]] == table[one["id"]]["governments"]


def test_rooms_and_parties_that_are_gone_are_drawn_as_they_were_called(desk: Desk) -> None:
    data = Pages(desk).found("versions/grids", old="v001", new="v002")
    used = {data["rooms"][one["room"]][0] for one in data["sides"][0]["meetings"]}
    desk.rows["Rooms"] = [["R7", "https://a.example/7", "room"], ["R8", "https://a.example/8", "room"]]
    desk.write()
    now = Pages(desk).found("versions/grids", old="v001", new="v002")
    assert {name for name, _ in now["rooms"]} == used | {"R7", "R8"}
    assert drawn(now["sides"][0], now) == drawn(data["sides"][0], data)


def test_a_version_that_was_altered_is_listed_with_what_to_do_and_cannot_be_chosen(desk: Desk) -> None:
    (desk.home / "v001" / "timetable.json").write_text("{}")
    page = Pages(desk).page("versions")
    assert "timetable.json of v001 is missing or is not as it was written" in page and "<option>v001" not in page
    answer = Pages(desk).get("versions/grids", old="v001", new="v002")
    assert answer.status == 422


def test_what_is_open_is_listed_before_a_version_counts_as_sent_out(desk: Desk) -> None:
    pages = Pages(desk)
    refused = pages.act("versions/release", 422, version="v002")["says"]
    assert refused[0]["key"] == "usage.open_before_sending"
    assert [one["key"] for one in refused[1:]] == ["before_sending.consent", "before_sending.no_address"]
    assert "sent out" not in section(pages.page("versions"), "<tbody>").replace("Mark as sent out", "")
    pages.act("versions/release", version="v002", anyway=True)
    page = pages.page("versions")
    assert 'data-take-back="v002"' in page and "data-release" not in page
    assert pages.act("versions/release", 422, version="v001", take_back=True)["says"][0]["key"] == "usage.not_sent_last"
    pages.act("versions/release", version="v002", take_back=True)
    page = pages.page("versions")
    assert 'data-release="v002"' in page and "data-take-back" not in page


def test_only_the_latest_is_released_and_that_cannot_be_forced_by_the_page(settled: Desk) -> None:
    says = Pages(settled).act("versions/release", 422, version="v001", anyway=True)["says"]
    assert [one["key"] for one in says] == ["usage.not_latest"]


def test_one_that_is_brought_back_says_so(desk: Desk) -> None:
    desk.rows["Changes"] = []
    desk.write()
    pages = Pages(desk)
    assert pages.act("versions/restore", version="v001")["version"] == "v003"
    assert "equal to v001" in section(pages.page("versions"), "<tbody>")
    data = pages.found("versions/grids", old="v001", new="v003")
    assert drawn(data["sides"][0], data) == drawn(data["sides"][1], data)
