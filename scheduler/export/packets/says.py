"""How a recipient is told of a meeting: in its language, on its clock, with its partners by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler import words
from scheduler.domain import Event, News, Packet, Recipient, Sitting, Unplaced
from scheduler.export.packets.beside import following, newcomers, opens
from scheduler.export.workbook.dates import office_date, office_time


@dataclass(frozen=True)
class Says:
    """An event as one reader is told of it.

    Attributes
    ----------
    language, zone
        Of the reader.
    code
        The government that reads; empty for all others.
    """

    event: Event
    language: str
    zone: str
    code: str = ""

    @classmethod
    def to(cls, event: Event, recipient: Recipient) -> "Says":
        code = recipient.key if recipient.kind == "government" else ""
        return cls(event, recipient.language, recipient.zone, code)

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, f"letter.{key}", values)

    @property
    def title(self) -> str:
        return self.event.names.in_language(self.language)

    @property
    def clock(self) -> str:
        """Whose time it is told in."""
        return words.clock_name(self.language, self.zone)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def day(self, at: datetime) -> str:
        """With its day of the week, as offices write it."""
        return office_date(self.language, self.local(at))

    def time(self, at: datetime) -> str:
        return f"{self.local(at):%H:%M}"

    def when(self, start: datetime, end: datetime) -> str:
        """From when to when; the day of the end only where it is another."""
        until = self.time(end) if self.day(start) == self.day(end) else office_time(self.language, self.local(end))
        return f"{office_time(self.language, self.local(start))}–{until}"

    def government(self, code: str) -> str:
        """By its name and country: 忠清北道（韓国）; by its code where the event has it no more."""
        government = next((one for one in self.event.governments if one.code == code), None)
        if government is None:
            return code
        country = words.name_of_country(self.language, government.country)
        return self.say("of_country", name=government.names.in_language(self.language), country=country)

    def governments(self, codes: Iterable[str]) -> str:
        return words.say(self.language, "list.plain", {"items": [self.government(code) for code in codes]})

    def partners(self, governments: Sequence[str]) -> str:
        """All but the one that reads."""
        return self.governments(code for code in governments if code != self.code)

    def room(self, sitting: Sitting) -> str:
        if not sitting.platform:
            return sitting.room
        return self.say("room_on", room=sitting.room, platform=sitting.platform)

    def interpreters(self, sitting: Sitting) -> str:
        """Who interprets; who brings somebody; that nobody does, where the event manages interpreters."""
        said = [one.name for one in sitting.interpreters]
        if self.code in sitting.own:
            said.append(self.say("own"))
        others = (self.government(code) for code in sitting.own if code != self.code)
        said += [words.say(self.language, "interpreting.brought", {"who": who}) for who in others]
        nobody = self.say("nobody") if self.event.interpreters else "–"
        return words.say(self.language, "list.plain", {"items": said}) if said else nobody

    def state(self, sitting: Sitting) -> str:
        """That it is settled, or provisional and until when the reader is asked."""
        if not sitting.awaited:
            return self.say("settled")
        if self.code not in sitting.awaited:
            return self.say("provisional")
        until = self.event.settings.consent_by
        return self.say("asked_by", day=office_date(self.language, until)) if until else self.say("asked")

    def details(self, sitting: Sitting) -> list[tuple[str, str]]:
        """Everything that a party is told of a meeting, but when it is: what it is called, and what it is."""
        optional = [code for code in sitting.optional if code != self.code]
        as_guest = [(self.say("attends"), self.say("attends_optional"))] if self.code in sitting.optional else []
        join = (("link", sitting.link), ("meeting_id", sitting.meeting_id), ("passcode", sitting.passcode))
        known = [(self.say(name), text) for name, text in join if text] or [(self.say("link"), self.say("no_link"))]
        return [
            (self.say("partner" if self.code else "parties"), self.partners(sitting.governments)),
            *([(self.say("optional"), self.governments(optional))] if optional else []),
            *as_guest,
            (self.say("room"), self.room(sitting)),
            *known,
            (self.say("interpreters"), self.interpreters(sitting)),
            *([(self.say("topic"), words.on_one_line(sitting.topic))] if sitting.topic else []),
            (self.say("state"), self.state(sitting)),
        ]

    def beside(self, packet: Packet, number: int) -> list[tuple[str, str]]:
        """What goes before and after a meeting: for who runs its room, and for who interprets."""
        sitting, then = packet.sittings[number], following(packet, number)
        after = self.say("then", when=self.when(then.start, then.end), room=self.room(then)) if then else self.say("last")
        if packet.recipient.kind == "operator":
            found = [(self.say("opens"), self.time(opens(packet, number)))]
            if first := newcomers(packet, number):
                found.append((self.say("test"), self.governments(first)))
            return [*found, (self.say("hand_over"), after)]
        if packet.recipient.kind == "interpreter":
            mine = [one for one in sitting.interpreters if one.name == packet.recipient.key]
            pairs = [words.name_of_pair(self.language, one.pair) for one in mine]
            said = words.say(self.language, "list.plain", {"items": pairs})
            return [(self.say("pair"), said), (self.say("hand_over"), after)]
        return []

    @property
    def yours(self) -> str:
        """How the reader is addressed by the kind of place it is: 貴県, 贵省."""
        name = next((one.names.in_language(self.language) for one in self.event.governments if one.code == self.code), "")
        endings = dict(pair.split("=") for pair in self.say("yours").split(";"))
        return next((said for ending, said in endings.items() if name.endswith(ending)), "")

    def unplaced(self, one: Unplaced) -> str:
        """What has no place, why as far as it may be told, and what comes next."""
        step = self.say("no_more" if one.final else "next_step")
        why = words.say(self.language, one.why.key, one.why.values)
        return self.say("unplaced", meeting=one.id, partner=self.partners(one.governments), why=why, next=step)

    def news(self, one: News) -> list[str]:
        """What is different in a meeting, each from what it was to what it is."""
        return [self._difference(one, how) for how in one.how]

    def _difference(self, one: News, how: str) -> str:
        called = words.say(self.language, f"alteration.{how}")
        old, new = (self._shown(how, sitting) for sitting in (one.before, one.after))
        parts = {"meeting": one.id, "how": called, "old": old, "new": new}
        key = "news" if old and new else "news_to" if new else "news_from" if old else "news_only"
        return self.say(key, **parts)

    def _shown(self, how: str, sitting: Sitting | None) -> str:
        """What of a meeting is told where it is different in some way; of links only that they are."""
        if sitting is None or how in ("link", "topic"):
            return ""
        match how:
            case "room":
                return self.room(sitting)
            case "parties":
                return self.governments((*sitting.governments, *sitting.optional))
            case "interpreters":
                return self.interpreters(sitting)
            case "consent":
                return self.state(sitting)
            case _:
                return self.when(sitting.start, sitting.end)
