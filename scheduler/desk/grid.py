"""A draft as the page draws it: days, rooms, governments, meetings, what is wrong and what it is worth, all in words."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from scheduler import words
from scheduler.desk.said import in_words
from scheduler.domain import Elsewhere, Government, MeetingOutcome, Violation, in_order, instant_of
from scheduler.export import Seen
from scheduler.tasks import Draft


def minute(at: datetime) -> int:
    """An instant as the page knows it: in minutes since 1970, UTC."""
    return int(at.timestamp()) // 60


class Grid:
    """One draft in one language.

    Parameters
    ----------
    draft
        What is shown.
    language
        Of the reader.
    guests
        Whether contacts, links, topics and reasons are left out.
    """

    def __init__(self, draft: Draft, language: str, guests: bool = False) -> None:
        self._draft, self._language, self._guests = draft, language, guests
        self.seen = Seen(draft.event, draft.timetable, language)
        self._kinds = sorted({self.seen.kind(one) for one in draft.event.every_meeting}, key=lambda kind: (len(kind), kind))
        self._rooms = {room.name: place for place, room in enumerate(draft.event.rooms)}
        self._parties = {one.code: place for place, one in enumerate(draft.event.governments)}

    def content(self) -> dict[str, Any]:
        """All of it, for JSON; instants are minutes since 1970, UTC."""
        draft, event = self._draft, self._draft.event
        return {
            "revision": draft.revision,
            "version": draft.base.name,
            "undo": len(draft.journal.done),
            "redo": len(draft.journal.undone),
            "changes": [] if self._guests else [step.change for step in draft.journal.changes],
            "grid": event.settings.start_grid,
            "clocks": [[clock.zone, clock.place] for clock in sorted(self.seen.clocks, key=lambda one: not one.host)],
            "slots": [[span.start, span.stop] for span in draft.spans],
            "programme": list(self._programme()),
            "rooms": [self._room(room.name, room.platform, room.capacity) for room in event.rooms],
            "governments": [self._government(one) for one in event.governments],
            "closed": list(draft.closed.values()),
            "countries": [[code, self.seen.country(code)] for code in self.seen.countries],
            "kinds": [[list(kind), self.seen.kind_name(kind)] for kind in self._kinds],
            "meetings": [self._meeting(one) for one in in_order(draft.timetable.meetings)],
            "wrong": [] if self._guests else [self._wrong(one) for one in draft.verdict.violations],
            "goals": [] if self._guests else list(self._goals()),
        }

    def _say(self, key: str, **values: object) -> str:
        return words.say(self._language, key, values)

    def _room(self, name: str, platform: str, capacity: int | None) -> list[str]:
        seats = "" if capacity is None else self._say("timetable.capacity", capacity=capacity)
        return [name, " · ".join(part for part in (platform, seats) if part)]

    def _government(self, one: Government) -> list[str]:
        return [one.code, self.seen.name(one.code), one.country, self.seen.foreign(one.code)]

    def _programme(self) -> Iterator[list[object]]:
        for item in self._draft.event.programme:
            day, zone = item.range.day, item.range.zone
            if day:
                ends = [minute(instant_of(day, at, zone)) for at in (item.range.start, item.range.end)]
                yield [*ends, item.title, [self._parties[code] for code in item.governments]]

    def _meeting(self, outcome: MeetingOutcome) -> dict[str, Any]:
        event, place = self._draft.event, outcome.placement
        meeting = event.meeting(outcome.id)
        pin = event.decided.pinned.get(outcome.id)
        kind = self.seen.kind(meeting)
        told: dict[str, Any] = {
            "id": outcome.id,
            "state": outcome.state,
            "said": self.seen.state(outcome),
            "minutes": meeting.duration,
            "parties": [self._parties[code] for code in self.seen.in_order(meeting.governments)],
            "optional": [self._parties[code] for code in self.seen.in_order(meeting.optional)],
            "kind": self._kinds.index(kind),
            "provisional": self.seen.provisional(outcome),
            "moved": outcome.id in self._draft.puts,
            "pinned": [part for part in ("start", "room", "interpreters") if pin and getattr(pin, part) is not None],
            "start": minute(place.start) if place else None,
            "room": self._rooms.get(place.room, -1) if place else None,
        }
        if not self._guests:
            told |= {
                "topic": meeting.topic,
                "people": self.seen.interpreters(outcome),
                "link": outcome.link or "",
                "consent": self.seen.consent(meeting),
                "reason": self.seen.message(outcome.reason),
            }
        return told

    def _wrong(self, one: Violation) -> dict[str, Any]:
        said = in_words(self._draft, self._language)
        cells = [said.get(cell.file, str(cell)) for cell in one.cells]
        return {"text": self.seen.message(one), "meetings": list(one.meetings), "cells": cells}

    def _goals(self) -> Iterator[dict[str, Any]]:
        """Each goal that counts, what it is worth, and what it was in the version."""
        before = self._draft.goals_before
        for tier, weights in self._draft.event.tiers:
            for weight in weights if tier else ():
                value = self._draft.verdict.goals.get(weight.goal)
                if value is not None:
                    yield {"name": self._say(f"goal.{weight.goal}"), "value": value, "was": before.get(weight.goal, value)}


def shades(draft: Draft, seen: Seen, id: str, found: Iterable[Elsewhere]) -> dict[str, Any]:
    """What each place would be for a meeting: cells of start and room, each with the numbers of its sentences."""
    sentences: dict[str, int] = {}
    rooms = {room.name: place for place, room in enumerate(draft.event.rooms)}
    cells = []
    for one in found:
        shade = "no" if one.breaks else "worse" if next(filter(None, one.worse), 0) > 0 else "good"
        said = [seen.message(violation) for violation in one.breaks] or [
            seen.say("desk.would_be", goal=seen.say(f"goal.{goal}"), was=was, becomes=becomes)
            for goal, (was, becomes) in one.goals.items()
        ]
        numbers = [sentences.setdefault(text, len(sentences)) for text in said]
        cells.append([minute(one.place.start), rooms[one.place.room], shade, numbers])
    meeting = draft.event.meeting(id)
    who = [seen.party(code) for code in seen.in_order({*meeting.governments, *meeting.optional})]
    tell = seen.say("desk.tell", who=who)
    return {"meeting": id, "revision": draft.revision, "cells": cells, "sentences": list(sentences), "tell": tell}
