"""The sheet Event: one setting a row."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from scheduler import words
from scheduler.contract import SETTINGS
from scheduler.domain import Names, Settings, Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.tables.headings import heading_field
from scheduler.intake.tables.rows import UNREAD, Table, read_value
from scheduler.reading.kinds import reader
from scheduler.reading.values import text

KINDS = {column.field: column.kind for column in SETTINGS}
REQUIRED = [column.field for column in SETTINGS if column.required]
OPTIONAL_TEXT = {name for name, kind in KINDS.items() if name.startswith("secretariat")}


@dataclass(frozen=True)
class Head:
    """What the sheet Event says."""

    names: Names
    settings: Settings


def read_settings(table: Table, sheet: Source, problems: Problems) -> Head | None:
    """The settings, defaults filled in and said; `None` and a problem where a required one is missing."""
    if not table.readable:
        return None
    values, cells = _read(table, problems)
    headings = {**words.contract_headings("Settings"), **_as_written(table)}
    missing = [headings[name] for name in REQUIRED if name not in cells]
    if missing:
        problems.error(sheet, "settings.missing", settings=missing)
    if not set(REQUIRED) <= set(values):
        return None
    settings = Settings(
        **{name: value for name, value in values.items() if name not in words.LANGUAGES},
        cells=cells,
    )
    _say_defaults(settings, headings, sheet, problems)
    return Head(Names(**{name: values[name] for name in words.LANGUAGES if name in values}), settings)


def _read(table: Table, problems: Problems) -> tuple[dict[str, Any], dict[str, Source]]:
    known = words.headings("Settings")
    values: dict[str, Any] = {}
    cells: dict[str, Source] = {}
    for row in table.rows:
        setting: Cell | None = row.values.get("setting")
        if setting is None:
            continue
        name = heading_field(setting, known)
        if name is None:
            problems.note(setting.source, "settings.unknown", setting=text(setting))
            continue
        if name in cells:
            problems.error((setting.source, cells[name]), "settings.doubled", setting=text(setting))
        elif "value" in row.values:
            cells[name] = row.cells["value"]
            value = read_value(row.values["value"], reader(KINDS[name]), problems)
            if value is not UNREAD:
                values[name] = value
    return values, cells


def _as_written(table: Table) -> dict[str, str]:
    """Setting → what the workbook calls it, also where nothing stands beside it."""
    known = words.headings("Settings")
    written = [row.values["setting"] for row in table.rows if "setting" in row.values]
    return {name: text(cell).rstrip("*") for cell in written if (name := heading_field(cell, known))}


def _say_defaults(settings: Settings, headings: Mapping[str, str], sheet: Source, problems: Problems) -> None:
    assumed = [
        f"{headings[field.name]} = {value}"
        for field in fields(settings)
        if field.name in headings and field.name not in settings.cells and field.name not in OPTIONAL_TEXT
        if (value := getattr(settings, field.name)) is not None
    ]
    if assumed:
        problems.note(sheet, "settings.assumed", settings=assumed)
