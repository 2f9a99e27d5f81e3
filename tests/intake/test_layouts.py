"""A layout is confirmed once, every cell is accounted for, and what the program wrote itself is read without a question."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scheduler import intake, tasks, words
from scheduler.cli import cli
from scheduler.intake import Look
from scheduler.reading.sense import marks_meant
from scheduler.tasks.begin import begin
from tests.intake.untidy import Untidy, arrive, base_file, problems, read, write
from tests.intake.untidy_forms import FORMS
from tests.intake.untidy_lists import LISTS
from tests.intake.untidy_traps import TRAPS

NIIGATA = """
自治体名 | 新潟県
希望相手先 | 江蘇省
希望日時 | 11/5 14:00-15:00
"""
NAGASAKI = NIIGATA.replace("新潟県", "長崎県").replace("江蘇省", "江原道").replace("14:00-15:00", "10:00-11:00")
OTHERWISE = NAGASAKI.replace("希望日時", "不可日時")


def came(event: Path, forms: Mapping[str, str]) -> None:
    for name, rows in forms.items():
        book = Workbook()
        write(book.worksheets[0], rows)
        book.save(event / "requests" / f"{name}.xlsx")


def check(event: Path) -> Result:
    result = CliRunner().invoke(cli, ["check", str(event), "--out", str(event.parent / "out"), "--lang", "en"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def look(event: Path) -> Look:
    return intake.look_at_event(event, tasks.review_of(event, event.parent / "out"))


def layouts(event: Path) -> list[str]:
    """The layouts that are in question."""
    return [str(p.values["layout"]) for p in look(event).problems if p.key == "layout.new"]


def answer(event: Path, answers: Mapping[str, str]) -> None:
    """Answer on To confirm what is asked about; an empty key answers every layout."""
    path = tasks.review_of(event, event.parent / "out")
    book = load_workbook(path)
    for row in book["To confirm"].iter_rows(min_row=2):
        asked = str(row[4].value or "")
        given = answers.get(asked) or (answers.get("") if asked.startswith("layout ") else None)
        row[7].value = given or row[7].value
    book.save(path)


# ------------------------------------------------------------------------------------------------------- confirmed once


def test_forms_alike_are_one_question_and_others_another(event: Path) -> None:
    came(event, {"a": NIIGATA, "b": NAGASAKI})
    (question,) = [p for p in look(event).problems if p.key == "layout.new"]
    assert question.values["files"] == ["requests/a.xlsx", "requests/b.xlsx"]
    came(event, {"b": OTHERWISE})
    assert len(set(layouts(event))) == 2


def test_a_yes_holds_for_later_forms_and_is_listed_with_its_hash(event: Path) -> None:
    came(event, {"a": NIIGATA})
    assert check(event).exit_code == 3
    answer(event, {"": "yes"})
    assert check(event).exit_code == 0
    came(event, {"b": NAGASAKI})
    assert check(event).exit_code == 0
    found = look(event).event
    assert found and "intake-review.xlsx" in {file.file for file in found.intake}


def test_a_confirmation_of_what_has_changed_has_no_effect_and_is_said(event: Path) -> None:
    came(event, {"a": NIIGATA})
    check(event)
    answer(event, {"": "はい"})
    came(event, {"a": NIIGATA.replace("希望日時", "不可日時")})
    result = check(event)
    assert result.exit_code == 3
    assert "no effect" in result.output


def as_numbers_saves(book: "Workbook") -> "Workbook":
    """A summary before all, the name of a table behind that of its sheet and in a row above it, no lists to choose from."""
    saved = Workbook()
    saved.worksheets[0].title = "Export Summary"
    saved.worksheets[0].append(["This document was exported from Numbers."])
    for sheet in book.worksheets:
        copy = saved.create_sheet(f"{sheet.title} - Table 1")
        copy.append(["Table 1"])
        for row in sheet.iter_rows(values_only=True):
            copy.append(row)
    return saved


def test_a_review_as_numbers_saves_it_keeps_its_answers(event: Path) -> None:
    came(event, {"a": NIIGATA})
    check(event)
    answer(event, {"": "yes"})
    path = tasks.review_of(event, event.parent / "out")
    as_numbers_saves(load_workbook(path)).save(path)
    assert check(event).exit_code == 0


def test_what_a_label_means_can_be_said_once_for_all_forms_of_the_layout(event: Path) -> None:
    came(event, {"a": NIIGATA.replace("希望日時", "この頃"), "b": NAGASAKI.replace("希望日時", "この頃")})
    asked = [p for p in look(event).problems if p.key == "returns.unknown_column"]
    assert {p.cells[0].cell for p in asked} == {"A3"}
    check(event)
    (layout,) = layouts(event)
    answer(event, {"": "yes", f"layout {layout} A3": "不可日時"})
    assert check(event).exit_code == 0
    found = look(event).event
    assert found and [line.partition("→")[2] for line in read(found, "")] == [
        "CN01 unavailable=11-05 14:00-15:00 Tokyo",
        "KR03 unavailable=11-05 10:00-11:00 Tokyo",
    ]


def test_what_is_not_to_be_read_is_not_read(event: Path) -> None:
    came(event, {"a": NIIGATA.replace("希望日時", "この頃")})
    check(event)
    answer(event, {"": "A3 = not read"})
    assert check(event).exit_code == 0
    found = look(event).event
    assert found and read(found, "") == ["JP01-1 JP01→CN01"]


GRID = """
自治体名 | 新潟県
希望相手先 | 江蘇省

日程 | 9:00-10:00 | 10:00-11:00 | 11:00-12:00
11月5日 | ○ | | ×
"""
"""A grid with a place that nobody has marked: C5."""


def marks(event: Path) -> list[str]:
    found = look(event).event
    return [line for line in read(found, "") if "×" in line] if found else []


@pytest.mark.parametrize(("said", "marked"), [("yes", []), ("{cell} = ○", []), ("{cell} = ×", [10]), ("空欄＝不可", [10])])
def test_places_of_a_grid_without_a_mark_are_free_unless_the_answer_on_the_layout_says_otherwise(
    event: Path, said: str, marked: list[int]
) -> None:
    came(event, {"a": GRID, "b": GRID.replace("新潟県", "長崎県").replace("○ | | ×", " | × | ○")})
    (question,) = [p for p in look(event).problems if p.key == "layout.new"]
    text = words.say("en", question.key, question.values)
    blank = "C5" if "such as C5," in text else "B5"
    assert f"such as {blank}, count as free" in text
    check(event)
    answer(event, {"": said.format(cell=blank)})
    assert check(event).exit_code == 0
    of_niigata = [f"JP01 × 11-05 {hour}:00-{hour + 1}:00 Tokyo" for hour in (*marked, 11)]
    of_nagasaki = [f"JP03 × 11-05 {hour:02}:00-{hour + 1}:00 Tokyo" for hour in (*(9 for _ in marked), 10)]
    assert sorted(marks(event)) == sorted((*of_niigata, *of_nagasaki))


@pytest.mark.parametrize(
    ("legend", "marked"),
    [("記号：○＝可、×＝不可、空欄＝不可", [10]), ("空欄は支障なし", []), ("※空欄にはご記入ください", [])],
)
def test_a_legend_says_what_places_without_a_mark_mean(event: Path, legend: str, marked: list[int]) -> None:
    came(event, {"a": f"{GRID}\n{legend}"})
    check(event)
    answer(event, {"": "yes"})
    assert check(event).exit_code == 0
    assert set(marks(event)) == {f"JP01 × 11-05 {hour}:00-{hour + 1}:00 Tokyo" for hour in (*marked, 11)}


def test_a_legend_of_blanks_that_is_not_understood_is_asked_and_its_candidates_settle_it(event: Path) -> None:
    came(event, {"a": f"{GRID}\n○＝可、×＝不可、空欄＝応相談かも"})
    (asked,) = [p for p in look(event).problems if p.key == "returns.meaning_of_blanks"]
    check(event)
    answer(event, {str(asked.values["value"]): asked.values["candidates"][1]})  # type: ignore[index]
    check(event)
    answer(event, {"": "yes"})  # of the layout that has the legend as it was answered
    assert check(event).exit_code == 0
    assert set(marks(event)) == {f"JP01 × 11-05 {hour}:00-{hour + 1}:00 Tokyo" for hour in (10, 11)}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_answer_that_is_offered_settles_it_in_every_language(event: Path, language: str) -> None:
    came(event, {"a": NIIGATA})
    tasks.check_event(event, event.parent / "out", language)
    book = load_workbook(tasks.review_of(event, event.parent / "out"))
    (line,) = list(book.worksheets[0].iter_rows(min_row=2))
    line[7].value = line[6].value
    book.save(tasks.review_of(event, event.parent / "out"))
    assert check(event).exit_code == 0


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_meaning_of_marks_and_blanks_can_be_answered_in_every_language(event: Path, language: str) -> None:
    for level in ("yes", "no"):
        assert marks_meant(words.say(language, f"review.candidate.mark_{level}")) == {"○": level}
    came(event, {"a": f"{GRID}\n○＝可、×＝不可、空欄＝応相談かも"})
    tasks.check_event(event, event.parent / "out", language)
    book = load_workbook(tasks.review_of(event, event.parent / "out"))
    for line in book.worksheets[0].iter_rows(min_row=2):
        line[7].value = str(line[6].value).split("\n")[-1]
    book.save(tasks.review_of(event, event.parent / "out"))
    check(event)
    answer(event, {"": "yes"})
    assert check(event).exit_code == 0
    assert set(marks(event)) == {f"JP01 × 11-05 {hour}:00-{hour + 1}:00 Tokyo" for hour in (10, 11)}


def test_an_answer_that_is_no_meaning_is_refused_at_its_line(event: Path) -> None:
    came(event, {"a": NIIGATA})
    check(event)
    answer(event, {"": "perhaps"})
    assert "“perhaps” on a layout is not understood" in check(event).output


def test_a_list_with_the_headings_of_the_contract_is_not_asked_about(event: Path) -> None:
    came(event, {"a": "自治体名 | 交流希望先 | 議題\n新潟県 | 江蘇省 | 観光"})
    assert problems(look(event)) == [] and layouts(event) == []


def test_a_form_of_the_program_is_known_by_its_mark_unless_it_was_altered(tmp_path: Path) -> None:
    folder = tmp_path / "plaza"
    (folder / "requests").mkdir(parents=True)
    (folder / "event.xlsx").write_bytes(base_file())
    begin(folder, "ja")
    (form,) = (folder / "forms").glob("申込書_JP01_*.xlsx")
    book = load_workbook(form)
    sheet = book.worksheets[0]
    row, column = next((c.row, c.column) for line in sheet.iter_rows() for c in line if c.value == "交流希望先")
    sheet.cell(row + 2, column).value = "江蘇省"
    book.save(folder / "requests" / "JP01.xlsx")
    found = intake.look_at_event(folder)
    assert [p.key for p in found.problems if p.severity != "note"] == []
    assert found.event and read(found.event, "") == ["JP01-1 JP01→CN01"]
    sheet.cell(row, column).value = "希望相手先"
    book.save(folder / "requests" / "JP01.xlsx")
    assert [p.key for p in intake.look_at_event(folder).problems if p.severity != "note"] == ["layout.new"]


# ------------------------------------------------------------------------------------------------------- every cell counts


def lines(found: Look) -> dict[str, str]:
    """Cell → what it was taken for; a place of a grid where nothing stands is no cell."""
    of_all = (line for layout in found.layouts for line in layout.lines)
    return {line.cell.cell: line.role for line in of_all if line.role != "blank"}


@pytest.mark.parametrize("untidy", [*FORMS, *LISTS, *TRAPS], ids=lambda untidy: untidy.name)
def test_every_cell_is_accounted_for(untidy: Untidy, tmp_path: Path) -> None:
    """Each stands in the account of its layout, and what it says is read, asked about, or listed as not read."""
    found = arrive(tmp_path, untidy)
    came_ = next(sheet for sheet in found.sheets if sheet.source.file.startswith("requests/"))
    if found.layouts:
        assert set(lines(found)) == set(came_.cells)


MORE = ("11/5 16:00-17:00", "×", "江原道", "午前は不可", "欠席", "7", "a@example.jp", "取消")
"""What says something, wherever it stands."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.sampled_from(MORE), st.integers(1, 9), st.integers(1, 6))
def test_what_is_added_to_a_form_is_never_passed_over(tmp_path: Path, added: str, row: int, column: int) -> None:
    """Something more, in a place that was free: the reading changes, or it is asked about at its cell."""
    rows = """
自治体名 | 新潟県
希望相手先 | 江蘇省

No. | 氏名 | 役職
1 | 山田 | 課長
2 | 鈴木 | 係長

議題 | 観光
通訳 | 不要
"""
    book = Workbook()
    write(book.worksheets[0], rows)
    cell = book.worksheets[0].cell(row, column)
    if cell.value is not None:
        return
    (tmp_path / "requests").mkdir(exist_ok=True)
    (tmp_path / "event.xlsx").write_bytes(base_file())
    book.save(tmp_path / "requests" / "form.xlsx")
    before = read_of(intake.look_at_event(tmp_path))
    cell.value = int(added) if added.isdigit() else added
    book.save(tmp_path / "requests" / "form.xlsx")
    after = intake.look_at_event(tmp_path)
    asked = {at.cell for p in after.problems if p.severity != "note" and p.key != "layout.new" for at in p.cells}
    people = after.layouts and lines(after).get(cell.coordinate) == "people"
    assert read_of(after) != before or cell.coordinate in asked or people, (added, cell.coordinate)


def read_of(found: Look) -> object:
    assert found.event
    return read(found.event, ""), found.event.governments
