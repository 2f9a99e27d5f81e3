"""timetable.json: the timetable for machines, described by `scheduler/timetable.schema.json`."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from scheduler.domain import (
    GoalValue,
    IntakeFile,
    Interpreting,
    MeetingOutcome,
    Message,
    Placement,
    RequestOutcome,
    Source,
    Tier,
    Timetable,
)
from scheduler.domain.problems import Problems
from scheduler.stored.json_file import read_json
from scheduler.stored.message_json import message_as_json, read_message

SCHEMA = 1
MOST_FAULTS = 20
"""That are told of a file which is not as the program writes it."""


# ----------------------------------------------------------------------------------------------------------- writing


def timetable_json(timetable: Timetable) -> bytes:
    """UTF-8; the same bytes for the same timetable. Reasons have a text in English, instants are in UTC."""
    content = {
        "schema": SCHEMA,
        "event": timetable.event,
        "version": timetable.version,
        "based_on": timetable.based_on,
        "intake": [{"file": file.file, "sha256": file.sha256} for file in timetable.intake],
        "seed": timetable.seed,
        "status": timetable.status,
        "tiers": [_tier_as_json(tier) for tier in timetable.tiers],
        "meetings": [_meeting_as_json(outcome) for outcome in timetable.meetings],
        "requests": [
            {"no": outcome.no, "meeting": outcome.meeting, "reason": _reason_as_json(outcome.reason)}
            for outcome in timetable.requests
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _tier_as_json(tier: Tier) -> dict[str, Any]:
    content = {
        "tier": tier.tier,
        "value": tier.value,
        "bound": tier.bound,
        "proven": tier.proven,
        "goals": [{"goal": goal.goal, "weight": goal.weight, "value": goal.value} for goal in tier.goals],
    }
    return content | ({"course": list(tier.course)} if tier.course else {})


def _meeting_as_json(outcome: MeetingOutcome) -> dict[str, Any]:
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
        "reason": _reason_as_json(outcome.reason),
    }


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _reason_as_json(reason: Message | None) -> dict[str, Any] | None:
    return message_as_json(reason) if reason else None


# ----------------------------------------------------------------------------------------------------------- reading


def read_timetable_json(path: Path, problems: Problems) -> Timetable | None:
    """The timetable of a file, if it is as the schema says and claims nothing that does not follow; else problems."""
    here = Source(path.name)
    try:
        content = read_json(path)
    except OSError as error:
        problems.error(here, "file.unreadable", file=path.name, cause=error.strerror or str(error))
        return None
    except ValueError:
        problems.error(here, "file.no_json", file=path.name)
        return None
    for fault in islice(_schema().iter_errors(content), MOST_FAULTS):
        problems.error(Source(path.name, "", fault.json_path), "file.schema", fault=fault.message[:200])
    if problems.errors:
        return None
    timetable = _timetable(content)
    claims: list[tuple[str, object, object]] = [("$.status", content["status"], timetable.status)]
    claims += [
        (f"$.tiers[{place}].proven", stated["proven"], tier.proven)
        for place, (stated, tier) in enumerate(zip(content["tiers"], timetable.tiers, strict=True))
    ]
    for place, stated, found in claims:
        if stated != found:
            problems.error(Source(path.name, "", place), "file.claim", stated=stated, found=found)
    return timetable


@cache
def _schema() -> Any:
    """The validator of the schema."""
    from jsonschema import Draft202012Validator  # not needed to solve, and slow to import

    return Draft202012Validator(json.loads(files("scheduler").joinpath("timetable.schema.json").read_bytes()))


def _timetable(content: Mapping[str, Any]) -> Timetable:
    return Timetable(
        event=content["event"],
        meetings=tuple(_meeting(meeting) for meeting in content["meetings"]),
        requests=tuple(RequestOutcome(r["no"], r["meeting"], _reason(r["reason"])) for r in content["requests"]),
        tiers=tuple(
            Tier(
                tier["tier"],
                tier["value"],
                tier["bound"],
                tuple(GoalValue(goal["goal"], goal["weight"], goal["value"]) for goal in tier["goals"]),
                tuple(tier.get("course", ())),
            )
            for tier in content["tiers"]
        ),
        seed=content["seed"],
        intake=tuple(IntakeFile(file["file"], file["sha256"]) for file in content["intake"]),
        version=content["version"],
        based_on=content["based_on"],
    )


def _meeting(content: Mapping[str, Any]) -> MeetingOutcome:
    placement = None
    if content["state"] == "scheduled":
        start, end = (datetime.fromisoformat(content[side]) for side in ("start", "end"))
        interpreters = tuple(Interpreting(named["pair"], named["name"]) for named in content["interpreters"])
        placement = Placement(start, end, content["room"], interpreters)
    return MeetingOutcome(
        id=content["id"],
        requests=tuple(content["requests"]),
        governments=tuple(content["governments"]),
        optional=tuple(content["optional"]),
        mutual=content["mutual"],
        state=content["state"],
        placement=placement,
        link=content["link"],
        reason=_reason(content["reason"]),
    )


def _reason(content: Mapping[str, Any] | None) -> Message | None:
    return read_message(content) if content else None
