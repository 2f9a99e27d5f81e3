"""How a meeting is different from one version to another, in a line: for the terminal, or for whoever reads a page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from scheduler import words
from scheduler.console.says import on_clock

if TYPE_CHECKING:
    from scheduler.domain import Altered, MeetingOutcome, Message


class Reader(Protocol):
    """Who is told, and how a party and a place are called for that reader; `linked` is whether another link is told of."""

    def say(self, key: str, **values: object) -> str: ...

    def message(self, message: "Message | None") -> str: ...

    def party(self, code: str) -> str: ...

    def where(self, outcome: "MeetingOutcome | None", linked: bool) -> str: ...


@dataclass(frozen=True)
class Terminal:
    """Told as commands take it: codes, and times as `2021-11-05 10:00` on the clock of a zone."""

    language: str
    zone: str

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, values)

    def message(self, message: "Message | None") -> str:
        return words.say(self.language, message.key, message.values) if message else ""

    def party(self, code: str) -> str:
        return code

    def where(self, outcome: "MeetingOutcome | None", linked: bool = True) -> str:
        """With its link, by which a machine may compare."""
        if outcome is None or outcome.placement is None:
            return self.say(f"state.{outcome.state}") if outcome else "–"
        place = outcome.placement
        people = ", ".join(one.name for one in place.interpreters)
        times = f"{on_clock(place.start, self.zone)}–{on_clock(place.end, self.zone, '%H:%M')} {words.zone_name(self.zone)}"
        return " · ".join(filter(None, (times, place.room, people, outcome.link)))


def before_and_after(reader: Reader, altered: "Altered") -> tuple[str, str]:
    """Where a meeting was and is; with its parties where they are others."""
    ends = tuple(reader.where(outcome, "link" in altered.how) for outcome in (altered.before, altered.after))
    if "parties" in altered.how and altered.before and altered.after:
        parties = (" / ".join(map(reader.party, outcome.governments)) for outcome in (altered.before, altered.after))
        ends = tuple(f"{who} · {where}" for who, where in zip(parties, ends, strict=True))
    before, after = ends
    return before, after


def said_altered(reader: Reader, altered: "Altered") -> str:
    """The meeting, its parties, in which ways it is different, and where it was and is."""
    ways = [reader.say(f"alteration.{way}") for way in altered.how]
    before, after = before_and_after(reader, altered)
    who = list(map(reader.party, altered.governments))
    line = reader.say("diff.altered", how=ways, before=before, after=after, meeting=altered.id, who=who)
    reason = altered.after.reason if altered.after and altered.after.state == "unscheduled" else None
    return f"{line} ({reader.message(reason)})" if reason else line


def altered_line(language: str, altered: "Altered", zone: str) -> str:
    """The same on the terminal."""
    return said_altered(Terminal(language, zone), altered)


def altered_as_json(language: str, altered: "Altered", zone: str) -> dict[str, Any]:
    """The same for a machine."""
    where = Terminal(language, zone).where
    said = {"meeting": altered.id, "how": list(altered.how), "governments": list(altered.governments)}
    return said | {"before": where(altered.before), "after": where(altered.after)}
