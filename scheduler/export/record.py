"""record.json: who made a version, when, from what and how, and the changes that led to it."""

import json
from dataclasses import asdict
from typing import Any

from scheduler.domain import Change, Moment, Record

SCHEMA = 2


def record_json(record: Record) -> bytes:
    """UTF-8; moments of changes are on the clock of the host, or of the zone that stands behind an @."""
    content: dict[str, Any] = {"schema": SCHEMA} | asdict(record)
    content["changes"] = [_change(change) for change in record.changes]
    content["edits"] = [asdict(edit) | {"source": str(edit.source)} for edit in record.edits]
    content["files"] = dict(record.files)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind,
        "target": change.target,
        "what": change.what,
        "from": _moment(change.start),
        "to": _moment(change.end),
        "value": change.value,
        "reason": change.reason,
        "who": change.who,
        "no": change.no,
        "spared": list(change.spared),
        "cells": {name: str(cell) for name, cell in sorted(change.cells.items())},
    }


def _moment(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    time = f"{moment.minute // 60:02}:{moment.minute % 60:02}"
    dated = f"{moment.day.isoformat()} {time}" if moment.day else time
    return f"{dated} @ {moment.zone}" if moment.zone else dated
