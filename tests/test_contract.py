"""The contract, the words and the readers speak of the same columns."""

from typing import get_args

import pytest

from scheduler import words
from scheduler.contract import SETTINGS, SHEETS, Kind
from scheduler.domain import Settings
from scheduler.reading.kinds import reader

FIELDS = {sheet.name: [column.field for column in sheet.columns] for sheet in SHEETS}
FIELDS["Settings"] = [column.field for column in SETTINGS]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_column_has_a_heading_in_every_language_and_every_heading_a_column(language: str) -> None:
    for sheet, fields in FIELDS.items():
        written = {field for field in words.contract_headings(sheet, language) if "#" not in field}
        assert written == set(fields), sheet


def test_every_kind_of_value_has_a_reader() -> None:
    for kind in get_args(Kind):
        assert callable(reader(kind))
    used = {column.kind for sheet in SHEETS for column in sheet.columns} | {column.kind for column in SETTINGS}
    assert used | {"address", "clock", "time"} == set(get_args(Kind))


def test_every_setting_but_the_names_is_a_field_of_the_settings() -> None:
    names = {"en", "zh", "ja", "ko"}
    assert {column.field for column in SETTINGS} - names == set(Settings.__dataclass_fields__) - {"cells"}
