"""timetable.json: the timetable for machines, described by `scheduler/timetable.schema.json`."""

import json
from datetime import UTC, datetime
from typing import Any

from scheduler import words
from scheduler.domain import MeetingOutcome, Message, Tier, Timetable

SCHEMA = 1


def as_json(timetable: Timetable) -> bytes:
    """UTF-8; the same bytes for the same timetable. Reasons are in English, instants in UTC."""
    content = {
        "schema": SCHEMA,
        "event": timetable.event,
        "version": timetable.version,
        "based_on": timetable.based_on,
        "intake": [{"file": file.file, "sha256": file.sha256} for file in timetable.intake],
        "seed": timetable.seed,
        "status": timetable.status,
        "tiers": [_tier(tier) for tier in timetable.tiers],
        "meetings": [_meeting(outcome) for outcome in timetable.meetings],
        "requests": [
            {"no": outcome.no, "meeting": outcome.meeting, "reason": _reason(outcome.reason)}
            for outcome in timetable.requests
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "tier": tier.tier,
        "value": tier.value,
        "bound": tier.bound,
        "proven": tier.proven,
        "goals": [{"goal": goal.goal, "weight": goal.weight, "value": goal.value} for goal in tier.goals],
    }


def _meeting(outcome: MeetingOutcome) -> dict[str, Any]:
    placement = outcome.placement
    return {
        "id": outcome.id,
        "requests": list(outcome.requests),
        "governments": list(outcome.governments),
        "optional": list(outcome.optional),
        "mutual": outcome.mutual,
        "state": outcome.state,
        "start": _utc(placement.start) if placement else None,
        "end": _utc(placement.end) if placement else None,
        "room": placement.room if placement else None,
        "interpreters": [{"pair": i.pair, "name": i.name} for i in placement.interpreters] if placement else [],
        "link": outcome.link,
        "reason": _reason(outcome.reason),
    }


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _reason(reason: Message | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {"text": words.say("en", reason.key, reason.values), "cells": [str(cell) for cell in reason.cells]}
