"""The contract, the words and the readers speak of the same columns."""

from dataclasses import fields
from typing import get_args

import pytest

from scheduler import contract, words
from scheduler.contract import SETTINGS, SHEETS, ClosedList, Kind
from scheduler.domain import (
    Change,
    Commitment,
    Government,
    Interpreter,
    Link,
    Request,
    Room,
    Settings,
    Timed,
)
from scheduler.domain.changes import Kind as ChangeKind
from scheduler.intake.changes.lines import TIMED
from scheduler.intake.forms.fields import OF_TABLE
from scheduler.reading.kinds import reader

FIELDS = {sheet.name: [column.field for column in sheet.columns] for sheet in SHEETS}
FIELDS["Settings"] = [column.field for column in SETTINGS]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_column_has_a_heading_in_every_language_and_every_heading_a_column(language: str) -> None:
    for sheet, of_it in FIELDS.items():
        written = {field for field in words.contract_headings(sheet, language) if "#" not in field}
        assert written == set(of_it), sheet


def test_every_kind_of_value_has_a_reader() -> None:
    for kind in get_args(Kind):
        assert callable(reader(kind))
    used = {column.kind for sheet in SHEETS for column in sheet.columns} | {column.kind for column in SETTINGS}
    used |= {column.kind for column in OF_TABLE}
    assert used == set(get_args(Kind))


def test_every_closed_list_has_words_to_read_and_to_offer() -> None:
    for kind in get_args(ClosedList):
        offered = words.choices(kind, "ja")
        assert offered and {words.values(kind)[words.fold(text)] for text in offered.values()} == offered.keys(), kind


def test_every_setting_but_the_names_is_a_field_of_the_settings() -> None:
    settings = {column.field for column in SETTINGS} - {*words.LANGUAGES}
    assert settings == {field.name for field in fields(Settings)} - {"cells"}


@pytest.mark.parametrize(
    ("sheet", "record", "otherwise"),
    [
        (contract.ROOMS, Room, {}),
        (contract.GOVERNMENTS, Government, {*words.LANGUAGES}),
        (contract.INTERPRETERS, Interpreter, {}),
        (contract.REQUESTS, Request, {"own_interpreter"}),
        (contract.LINKS, Link, {}),
        (contract.COMMITMENTS, Commitment, {}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_every_column_fills_a_field(sheet: contract.Sheet, record: type, otherwise: set[str]) -> None:
    """Those that are filled column by column; `otherwise` are put together from several, or go into another."""
    assert {column.field for column in sheet.columns} - {*otherwise} <= {field.name for field in fields(record)}


def test_every_kind_of_change_has_a_word_and_a_class_and_is_read() -> None:
    kinds = set(get_args(ChangeKind))
    assert kinds == set(words.choices("change", "en"))
    assert kinds == {change.kind for change in get_args(Change)}
    assert set(TIMED) == {change.kind for change in get_args(Timed)}
