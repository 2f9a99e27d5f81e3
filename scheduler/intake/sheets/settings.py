"""The sheet Event: one setting a row."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from scheduler import words
from scheduler.domain import Names, Settings, Source
from scheduler.domain.cells import Cell
from scheduler.domain.problems import Problems
from scheduler.intake.tables.headings import heading_field
from scheduler.intake.tables.rows import UNREAD, Column, Table, read_value
from scheduler.reading.amounts import minutes, whole
from scheduler.reading.values import Parser, one_of, text, yes_no, zone

COLUMNS = (
    Column("setting", "Setting", lambda cell: cell, required=True),
    Column("value", "Value", lambda cell: cell, needed=True),
)

NAMES = ("en", "zh", "ja", "ko")

PARSERS: Mapping[str, Parser] = {
    "en": text,
    "zh": text,
    "ja": text,
    "ko": text,
    "host_zone": zone,
    "secretariat": text,
    "secretariat_email": text,
    "default_duration": minutes(1),
    "trilateral_duration": minutes(1),
    "start_grid": minutes(1),
    "room_changeover": minutes(0),
    "government_break": minutes(0),
    "interpreter_break": minutes(0),
    "max_per_day": whole(1),
    "one_sided": one_of("one_sided"),
    "interpretation": one_of("interpretation"),
    "relay": yes_no,
    "second_languages": yes_no,
    "second_interpreter_from": minutes(1),
    "fairness_bound": whole(0),
    "country_order": one_of("country_order"),
    "seed": whole(0),
}
REQUIRED = {"en": "Event name", "host_zone": "Host time zone"}
OPTIONAL_TEXT = {"secretariat", "secretariat_email"}


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
    missing = [heading for name, heading in REQUIRED.items() if name not in cells]
    if missing:
        problems.error(sheet, "settings.missing", settings=missing)
    if not set(REQUIRED) <= set(values):
        return None
    settings = Settings(
        **{name: value for name, value in values.items() if name not in NAMES},
        cells=cells,
    )
    _say_defaults(settings, sheet, problems)
    return Head(Names(**{name: values[name] for name in NAMES if name in values}), settings)


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
            value = read_value(row.values["value"], PARSERS[name], problems)
            if value is not UNREAD:
                values[name] = value
    return values, cells


def _say_defaults(settings: Settings, sheet: Source, problems: Problems) -> None:
    headings = words.contract_headings("Settings")
    assumed = [
        f"{headings[field.name]} = {value}"
        for field in fields(settings)
        if field.name in headings and field.name not in settings.cells and field.name not in OPTIONAL_TEXT
        if (value := getattr(settings, field.name)) is not None
    ]
    if assumed:
        problems.note(sheet, "settings.assumed", settings=assumed)
