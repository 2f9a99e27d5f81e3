"""The review of an intake: what is to be confirmed, the answers that were given, and how everything was read."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler import tasks, words
from scheduler.cli import cli
from scheduler.export import review as of_review
from tests.intake.desk import small_event
from tests.intake.untidy import base, write

PLAZA_22 = Path(__file__).parents[2] / "inputs" / "plaza-22"


REQUESTS = """
No. | Requester | Counterpart | Preferred
1 | CN01 | JP03 | 05/11/2021 10:00-12:00
2 | KR01 | 산시성; JP01 |
3 | CN02 | JP02 |
"""


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """A small event with two questions in Requests, and a form whose partner nobody is called like."""
    folder = tmp_path / "plaza"
    (folder / "requests").mkdir(parents=True)
    base({"Requests": REQUESTS}).save(folder / "event.xlsx")
    form = Workbook()
    write(form.worksheets[0], "自治体名 | 新潟県\n希望相手先 | 江蘇県\n議題 | 観光")
    form.save(folder / "requests" / "niigata.xlsx")
    return folder


def check(event: Path, *options: str) -> Result:
    result = CliRunner().invoke(cli, ["check", str(event), "--out", str(event.parent / "out"), "--lang", "en", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def review(event: Path) -> Path:
    return tasks.review_of(event, event.parent / "out")


def rows(sheet: Worksheet) -> list[tuple[str, ...]]:
    return [tuple(str(value or "") for value in row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def to_confirm(event: Path) -> list[tuple[str, ...]]:
    """The lines of To confirm, but for that of the form's layout."""
    lines = rows(load_workbook(review(event)).worksheets[0])
    return [line for line in lines if not line[4].startswith(("layout ", "様式 "))]


def answer(event: Path, answers: Mapping[str, str]) -> None:
    """Write answers beside what they are about, as somebody would in Excel, and a yes beside the layout of the form."""
    book = load_workbook(review(event))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        if str(row[4].value).startswith("layout "):
            row[7].value = "yes"
        elif row[4].value in answers:
            row[7].value = answers[str(row[4].value)]
    book.save(review(event))


ANSWERS = {"05/11/2021": "2021-11-05", "산시성": "CN03", "江蘇県": "CN01"}


def test_what_is_to_be_confirmed_has_its_candidates(event: Path) -> None:
    assert check(event).exit_code == 3
    lines = {line[4]: line for line in to_confirm(event)}
    assert set(lines) == set(ANSWERS)
    assert lines["05/11/2021"][6].split("\n") == ["2021-05-11", "2021-11-05"]
    assert lines["산시성"][6].split("\n") == ["CN02", "CN03"]
    assert lines["산시성"][3] == "산시성; JP01"


def test_answers_are_taken_and_kept_and_listed_with_their_hash(event: Path) -> None:
    check(event)
    answer(event, ANSWERS)
    assert check(event).exit_code == 0
    assert check(event, "--lang", "ja").exit_code == 0
    kept = {line[4]: line[7] for line in to_confirm(event)}
    assert kept == ANSWERS
    looked = tasks.check_event(event, event.parent / "out", "en").event
    assert looked
    assert ("CN03", "JP01") in {request.counterparts for request in looked.requests}
    assert [r.counterparts for r in looked.requests if r.no == "JP01-1"] == [("CN01",)]
    first = [file.sha256 for file in looked.intake if file.file == "intake-review.xlsx"]
    answer(event, {"산시성": "CN02"})
    again = tasks.check_event(event, event.parent / "out", "en").event
    assert again
    second = [file.sha256 for file in again.intake if file.file == "intake-review.xlsx"]
    assert len(first) == len(second) == 1 and first != second


def test_an_answer_of_one_part_leaves_the_others_of_its_cell(event: Path) -> None:
    check(event)
    answer(event, {"산시성": "CN02"})
    problems = json.loads(check(event, "--json").output)
    assert len(problems["questions"]) == 1 and len(problems["errors"]) == 1


def test_an_answer_to_what_has_changed_has_no_effect_and_is_said(event: Path) -> None:
    check(event)
    answer(event, ANSWERS)
    form = load_workbook(event / "requests" / "niigata.xlsx")
    form.worksheets[0]["B2"].value = "江蘇市"
    form.save(event / "requests" / "niigata.xlsx")
    result = check(event)
    assert result.exit_code == 3
    assert "“CN01” was given to “江蘇県”" in result.output
    assert "CN01" in {line[7] for line in rows(load_workbook(review(event)).worksheets[0])}


def test_a_review_whose_answers_cannot_be_read_is_not_written_over(event: Path) -> None:
    check(event)
    answer(event, ANSWERS)
    book = load_workbook(review(event))
    book.worksheets[0].delete_cols(5)
    book.save(review(event))
    spoilt = review(event).read_bytes()
    assert "Asked about" in check(event).output
    assert review(event).read_bytes() == spoilt
    review(event).write_bytes(spoilt[:2000])
    assert check(event).exit_code == 3
    assert review(event).read_bytes() == spoilt[:2000]


@pytest.mark.parametrize("spoil", ["renamed", "twice", "nothing asked"])
def test_answers_are_never_written_over(event: Path, spoil: str) -> None:
    check(event)
    answer(event, ANSWERS)
    book = load_workbook(review(event))
    sheet = book.worksheets[0]
    if spoil == "renamed":
        sheet.title = "To confirm (done)"
    elif spoil == "twice":
        sheet.append([*(cell.value for cell in sheet[2][:7]), "KR01"])
    else:
        sheet.append([*[None] * 7, "KR01"])
    book.save(review(event))
    spoilt = review(event).read_bytes()
    assert check(event).exit_code == 3
    assert review(event).read_bytes() == spoilt


def test_a_second_answer_to_one_cell_counts(event: Path) -> None:
    """The date is settled, and then what was written behind it."""
    book = load_workbook(event / "event.xlsx")
    book["Requests"]["D2"].value = "05/11/2021 10-12"
    book.save(event / "event.xlsx")
    check(event)
    answer(event, ANSWERS)
    assert check(event).exit_code == 3
    answer(event, {"05/11/2021 10-12": "2021-11-05 10:00-12:00"})
    assert check(event).exit_code == 3  # what cannot be read in event.xlsx is put right there
    book["Requests"]["D2"].value = "2021-11-05 10:00-12:00"
    book.save(event / "event.xlsx")
    assert check(event).exit_code == 0


def test_names_that_begin_alike_are_answered_each_for_itself(event: Path) -> None:
    form = load_workbook(event / "requests" / "niigata.xlsx")
    form.worksheets[0]["B2"].value = "Kangwo\nKangwo-x"
    form.save(event / "requests" / "niigata.xlsx")
    check(event)
    answer(event, ANSWERS | {"Kangwo": "KR03", "Kangwo-x": "KR02"})
    assert check(event).exit_code == 0
    looked = tasks.check_event(event, event.parent / "out", "en").event
    assert looked and [r.counterparts for r in looked.requests if r.no == "JP01-1"] == [("KR02", "KR03")]


def test_every_problem_is_marked_on_its_cell(event: Path) -> None:
    check(event)
    book = load_workbook(review(event))
    cell = book["Requests"]["C3"]
    assert cell.value == "산시성; JP01" and cell.comment and "CN02, CN03" in cell.comment.text
    assert cell.fill.fgColor.rgb != book["Requests"]["C4"].fill.fgColor.rgb
    form = book["niigata Sheet"]
    assert form["B2"].comment and form["B2"].value == "江蘇県"


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_value_is_shown_as_it_was_read(language: str, tmp_path: Path) -> None:
    (tmp_path / "event.xlsx").write_bytes(small_event())
    looked = tasks.check_event(tmp_path, tmp_path / "out", language)
    assert looked.review
    assert not_shown(tmp_path, looked.review, language) == set()


def test_every_value_of_the_founding_case_is_shown_with_what_was_assumed(tmp_path: Path) -> None:
    looked = tasks.check_event(PLAZA_22, tmp_path, "en")
    assert looked.review
    assert not_shown(PLAZA_22, looked.review, "en") == set()
    lines = rows(load_workbook(looked.review)["Read as"])
    assumed = {(line[1], line[3], line[5]) for line in lines if line[0] == "(assumed)"}
    assert ("JP04 Niigata Prefecture", "Office hours", "every day 08:30–17:15 Asia/Tokyo") in assumed


def not_shown(event: Path, review: Path, language: str) -> set[tuple[str, str]]:
    """The cells below the headings of every sheet that are not on Read as, but for those of sheets that hold no data."""
    shown = {(line[1], line[2]) for line in rows(load_workbook(review)[words.say(language, "review.read_as")])}
    first_column = {"Event": 2}  # the settings' own names are headings
    there = {
        (sheet.title, cell.coordinate)
        for sheet in load_workbook(event / "event.xlsx")
        if sheet.title not in ("Read me", "Lists")
        for row in sheet.iter_rows(min_row=2, min_col=first_column.get(sheet.title, 1))
        for cell in row
        if cell.value is not None
    }
    assert there
    return there - shown


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_what_was_read_is_told_in_the_words_of_the_language(tmp_path: Path, language: str) -> None:
    """Of the founding case: its choices, countries and languages, and an item that is for all governments."""
    looked = tasks.check_event(PLAZA_22, tmp_path, language)
    assert looked.review
    told = {line[5] for line in rows(load_workbook(looked.review)[words.say(language, "review.read_as")])}
    for kind, value in (("one_sided", "ask"), ("room_type", "online"), ("country_order", "code"), ("country", "CN")):
        assert words.choices(kind, language)[value] in told, value
        assert language == "en" or value not in told
    assert words.name_of_language(language, "zh") in told and words.say(language, "page.everybody") in told
    assert all(text.count("\n") < 10 for text in told)


def test_where_nothing_is_to_be_confirmed_the_sheet_says_so(tmp_path: Path) -> None:
    (tmp_path / "event.xlsx").write_bytes(small_event())
    for _ in range(2):  # what stands there is no answer
        looked = tasks.check_event(tmp_path, tmp_path / "out", "en")
        assert looked.review
        assert rows(load_workbook(looked.review).worksheets[0]) == [("",) * 5 + (words.say("en", "review.nothing"), "", "")]


def test_of_very_much_the_review_shows_what_matters_and_says_so(event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows with a problem, the first rows that hold anything, and how much more there is."""
    for name, most in (("MOST_LISTED", 2), ("MOST_READ", 3), ("MOST_COPIED", 10), ("HEAD", 1)):
        monkeypatch.setattr(of_review, name, most)
    check(event)
    book = load_workbook(review(event))
    confirm, problems, read_as = (rows(book[title]) for title in ("To confirm", "Problems", "Read as"))
    assert len(confirm) == 2
    listed = [row for row in problems if row[0]]
    assert len(listed) == 2
    assert [row[-1] for row in problems[2:]] == [
        f"{len(_all_problems(event)) - 2} more are not listed here.",
        words.say("en", "review.shortened"),
    ]
    assert len(read_as) == 4
    assert read_as[-1][-1].endswith("more are not listed here.")
    copied = {str(row[0].value) for row in book["Requests"].iter_rows() if row[0].value}
    assert copied == {"No.", "1", "2"}
    monkeypatch.undo()
    check(event)
    assert len(rows(load_workbook(review(event))["Problems"])) == len(_all_problems(event))


def _all_problems(event: Path) -> list[object]:
    found = json.loads(check(event, "--json").stdout)
    return [problem for kind in ("errors", "questions", "notes") for problem in found[kind]]
