"""record.json: who made a version, when, from what and how, and the changes that led to it."""

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.domain import Change, Moment, Record, Source, clock_time
from scheduler.domain.problems import Problems
from scheduler.errors import IntakeError
from scheduler.stored.json_file import read_json

SCHEMA = 5


def record_json(record: Record) -> bytes:
    """UTF-8; moments of changes are on the clock of the host, or of the zone that stands behind an @."""
    content: dict[str, Any] = {"schema": SCHEMA} | _converter().unstructure(record)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(path: Path) -> Record:
    """Read what is known of how a version came about.

    Raises
    ------
    IntakeError
        The file is missing, or not as it was written.
    """
    problems = Problems()
    try:
        content = read_json(path)
        if content.pop("schema") == SCHEMA:
            found: Record = _converter().structure(content, Record)
            datetime.fromisoformat(found.made), ZoneInfo(found.host_zone)
            return found
    except Exception:  # whatever else it may hold
        pass
    problems.error(Source(f"{path.parent.name}/{path.name}"), "versions.record")
    raise IntakeError(*problems)


@cache
def _converter() -> Any:
    """Dataclasses to JSON and back: a cell and a moment are a text each, and nothing may be there that has no field."""
    from cattrs import Converter  # only versions need it
    from cattrs.strategies import configure_tagged_union

    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _of_its_kind)
    converter.register_unstructure_hook(Source, str)
    converter.register_structure_hook(Source, lambda text, _: Source.of(text))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(Moment, _written)
    converter.register_structure_hook(Moment, lambda text, _: _read(text))
    configure_tagged_union(Change, converter, tag_name="change", tag_generator=lambda kind: kind.__name__)
    return converter


def _of_its_kind(value: object, kind: type) -> object:
    """A plain value, which is never made of one of another kind."""
    if type(value) is not kind:
        raise TypeError
    return value


def _written(moment: Moment) -> str:
    time = clock_time(moment.minute)
    dated = f"{moment.day.isoformat()} {time}" if moment.day else time
    return f"{dated} @ {moment.zone}" if moment.zone else dated


def _read(written: str) -> Moment:
    at, _, zone = written.partition(" @ ")
    day, _, time = at.rpartition(" ")
    hours, minutes = map(int, time.split(":"))
    return Moment(date.fromisoformat(day) if day else None, hours * 60 + minutes, zone)
