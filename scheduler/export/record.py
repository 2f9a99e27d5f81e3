"""record.json: who made a version, when, from what and how; what timetable.json must not hold."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Record:
    """How a version came about.

    Attributes
    ----------
    made
        UTC, as ISO 8601 writes it.
    event_folder
        Where the intake was read from.
    seconds
        Of the clock, for the whole run.
    """

    made: str
    by: str
    command: str
    event_folder: str
    program: str
    seconds: float
    stopped: bool


def record_json(record: Record) -> bytes:
    return (json.dumps({"schema": 1} | asdict(record) | {"changes": []}, ensure_ascii=False, indent=1) + "\n").encode()
