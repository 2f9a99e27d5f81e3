"""record.json → Record."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from scheduler.domain import Change, Edit, Moment, Record, Source
from scheduler.errors import IntakeError
from scheduler.intake.problems import Problems
from scheduler.intake.timetables import source_of


def read_record(path: Path) -> Record:
    """Read what is known of how a version came about.

    Raises
    ------
    IntakeError
        The file is missing, or not as it was written.
    """
    problems = Problems()
    try:
        content = json.loads(path.read_bytes())
        return Record(
            **{name: content[name] for name in ("made", "by", "command", "event_folder", "program", "seconds", "stopped")},
            host_zone=content.get("host_zone", "UTC"),
            changes=tuple(_change(change) for change in content["changes"]),
            new=int(content.get("new", 0)),
            order=str(content.get("order", "")),
            restores=str(content.get("restores", "")),
            edits=tuple(Edit(**edit | {"source": source_of(edit["source"])}) for edit in content.get("edits", ())),
            files={str(name): str(digest) for name, digest in content.get("files", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        problems.error(Source(f"{path.parent.name}/{path.name}"), "versions.record")
    raise IntakeError(*problems)


def _change(content: Mapping[str, Any]) -> Change:
    return Change(
        kind=content["change"],
        target=content["target"],
        what=content["what"],
        start=_moment(content["from"]),
        end=_moment(content["to"]),
        value=content["value"],
        reason=content["reason"],
        who=content["who"],
        no=content["no"],
        spared=tuple(content["spared"]),
        cells={name: source_of(cell) for name, cell in content["cells"].items()},
    )


def _moment(written: str | None) -> Moment | None:
    if written is None:
        return None
    time, _, zone = written.partition(" @ ")
    day, _, time = time.rpartition(" ")
    hours, minutes = map(int, time.split(":"))
    return Moment(date.fromisoformat(day) if day else None, hours * 60 + minutes, zone)
