"""Sheets as they arrive, each with the exact reading expected of it, and every problem on its cell."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler import intake, words
from tests.intake.untidy import BASE, Untidy, arrive, base, problems, read
from tests.intake.untidy_forms import FORMS
from tests.intake.untidy_lists import LISTS
from tests.intake.untidy_sheets import SHEETS
from tests.intake.untidy_traps import TRAPS

ALL = (*FORMS, *LISTS, *SHEETS, *TRAPS)


@pytest.mark.parametrize("untidy", ALL, ids=[untidy.name for untidy in ALL])
def test_it_is_read_as_it_is_meant(untidy: Untidy, tmp_path: Path) -> None:
    look = arrive(tmp_path, untidy)
    assert problems(look) == [line.strip() for line in untidy.says.strip().split("\n") if line.strip()]
    if look.event is not None:
        assert read(look.event, untidy.sheet) == [line.strip() for line in untidy.reads.strip().split("\n") if line.strip()]


WRITTEN = (
    "自治体名",
    "希望相手先",
    "第1希望",
    "第2希望",
    "希望順位",
    "議題",
    "希望日時",
    "不可日時",
    "可否",
    "氏名",
    "役職",
    "No.",
    "記入例",
    "参加人数",
    "所要時間",
    "新潟県",
    "江蘇省",
    "江原道",
    "11/5",
    "10:00-12:00",
    "11月5日、10:00-11:00",
    "○",
    "×",
    "不可",
    "#2",
    "@2021-11-05 10:00",
    "~10:00",
    "（記入）",
    "観光",
    "",
    "",
    "",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=5), min_size=1, max_size=9), st.data())
def test_no_form_however_odd_ends_in_a_fault(rows: list[list[str]], data: st.DataObject) -> None:
    left, top, wide, high = (data.draw(st.integers(least, most)) for least, most in ((1, 4), (1, 8), (0, 2), (0, 2)))
    merged = f"{'ABCDEFGH'[left - 1]}{top}:{'ABCDEFGH'[left - 1 + wide]}{top + high}"
    form = "自治体名 | 新潟県\n" + "\n".join(" | ".join(row) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        look = arrive(Path(folder), Untidy("odd", form, merged=merged))
    assert look.event is not None


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_an_example_of_how_to_write_a_date_names_a_day_of_the_event(tmp_path: Path, language: str) -> None:
    slots = BASE["Slots"].replace("2021-11-05", "2026-12-08")
    asked = "Requester | Counterpart | Preferred\nJP01 | CN01 | sometime soon"
    base({"Slots": slots, "Requests": asked}).save(tmp_path / "event.xlsx")
    (said,) = [p for p in intake.look_at_event(tmp_path).problems if p.cells and p.cells[0].cell == "C2"]
    text = words.say(language, said.key, said.values)
    assert "2026-12-08" in text and "2021" not in text
