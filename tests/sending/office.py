"""What the office of a plaza was told and wrote down, and what everybody therefore has to know.

Found from the event, the timetable and this alone, without the packets of the program.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace

from scheduler import versions
from scheduler.domain import Event, Meeting, MeetingOutcome, Timetable, outward
from scheduler.tasks import Run
from scheduler.tasks.standing import standing
from tests.sending.plaza import GOVERNMENTS
from tests.sending.read_back import Reader
from tests.sending.told import Known, Told, Waiting, placed
from tests.small import Desk

OFFICE = "secretariat:"

SheetLink = tuple[str, str, str]
"""A link with its id and passcode, as the sheet Links has it."""


@dataclass
class Said:
    """What changes have said of links, of meetings and rooms; who has agreed to which meeting; and of which meetings others
    have become the parties, so that all are asked again.
    """

    links: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, set[str]] = field(default_factory=dict)
    asked_again: set[str] = field(default_factory=set)

    def note(self, sentence: str) -> None:
        kind, what, *rest = sentence.split()
        match kind:
            case "link":
                self.links[what] = rest[0]
            case "add" if rest[:1] == ["room"]:
                self.links[what] = rest[-1]
            case "consent":
                agreed = self.agreed.setdefault(what, set())
                (agreed.add if rest[1] == "agreed" else agreed.discard)(rest[0])
            case "leave" | "join" | "replace":
                self.agreed.pop(what, None)
                self.asked_again.add(what)


class Office:
    """Its desk, and what it knows of links and consents: by changes, version by version, and from its sheet Links."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.said = Said()
        self.sheet_links: dict[str, SheetLink] = {}
        self._links_of_version: dict[str, SheetLink] = {}
        self._as_of: dict[str, Said] = {}

    def stands(self) -> tuple[Event, Timetable]:
        """The event as it is now, and its latest timetable."""

        def never() -> None:
            raise AssertionError("nobody else is at work")

        found = standing(self.desk.event, Run(self.desk.out, "en", "plaza", never, 0.0))
        return found.event, found.base.timetable

    def write_link(self, id: str, link: SheetLink) -> None:
        """On the sheet Links; the next version takes it up."""
        self.sheet_links[id] = link
        self.desk.rows["Links"] = [[id, *one] for id, one in self.sheet_links.items()]
        self.desk.write()

    def note(self, sentence: str = "", restored: str = "") -> None:
        """There is a new version: the first, by a change, or as an earlier one that was restored."""
        if sentence:
            self.said.note(sentence)
        if restored:
            self.said = deepcopy(self._as_of[restored])
        self._as_of[versions.names(self.desk.home)[-1]] = deepcopy(self.said)
        self._links_of_version = dict(self.sheet_links)

    # -------------------------------------------------------------------------------------------- what has to be known

    def readers(self, event: Event) -> dict[str, Reader]:
        """Everybody but national bodies, by what they are and what they are called."""
        host = event.settings.host_zone
        found = {f"government:{one.code}": Reader.of(one.languages, one.zone, one.code) for one in event.governments}
        found |= {f"interpreter:{one.name}": Reader.of(one.languages, host) for one in event.interpreters}
        found |= {f"operator:{one.name}": Reader("en", host) for one in event.rooms}
        return found | {OFFICE: Reader("en", host)}

    def bodies(self) -> dict[str, tuple[Reader, set[str]]]:
        """Each national body, which writes as its first government does, and all that are reached through it."""
        rows = sorted((row for row in self.desk.rows["Governments"] if row[10]), key=lambda row: str(row[0]))
        found: dict[str, tuple[Reader, set[str]]] = {}
        for code, via in ((row[0], f"body:{row[10]}") for row in rows):
            zone, languages, _ = GOVERNMENTS[code]
            found.setdefault(via, (Reader.of(tuple(languages.split("/")), zone), set()))[1].add(f"government:{code}")
        return found

    def owes_an_answer(self, known: Known) -> bool:
        return any(told.state == "asked" for told in placed(known).values())

    def known(self, event: Event, table: Timetable) -> dict[str, Known]:
        """What each reader has to know of an event and its timetable."""
        found: dict[str, dict[str, Told | Waiting]] = {name: {} for name in self.readers(event)}
        for outcome in table.meetings:
            meeting = event.meeting(outcome.id)
            seen = self._seen(event, outcome, meeting) if outcome.placement else self._left_out(outcome, meeting)
            for name, told in seen:
                found[name][outcome.id] = told
        requests = {request.no: request for request in event.requests}
        for one in table.requests:
            request = requests[one.no]
            if one.meeting is None and one.reason and one.reason.key != "reason.declines":  # who declines knows that
                why = outward(one.reason).key.removeprefix("outward.")
                partners = frozenset(request.parties - {request.requester})
                found[f"government:{request.requester}"][one.no] = Waiting(partners, why, final=False)
        return dict(found)

    def _left_out(self, outcome: MeetingOutcome, meeting: Meeting) -> Iterator[tuple[str, Waiting]]:
        """Who has asked for a meeting or agreed to it is told that it has no place."""
        assert outcome.reason
        why = outward(outcome.reason).key.removeprefix("outward.")
        concerned = set(meeting.asking) | self.said.agreed.get(outcome.id, set())
        for code in concerned & set(outcome.governments):
            partners = frozenset(outcome.governments) - {code}
            yield f"government:{code}", Waiting(partners, why, outcome.state == "cancelled")

    def _seen(self, event: Event, outcome: MeetingOutcome, meeting: Meeting) -> Iterator[tuple[str, Told]]:
        """A meeting that takes place as each sees it who is there, who runs its room, and the secretariat."""
        assert outcome.placement
        awaited = self._awaited(event, outcome, meeting)
        told = replace(self._told(event, outcome, meeting), state="provisional" if awaited else "settled")
        for code in (*outcome.governments, *outcome.optional):
            seen = replace(told, partners=told.partners - {code})
            yield f"government:{code}", replace(seen, state="asked") if code in awaited else seen
        for name in told.interpreters:
            pairs = ", ".join(one.pair for one in outcome.placement.interpreters if one.name == name)
            yield f"interpreter:{name}", replace(told, pairs=pairs)
        yield f"operator:{outcome.placement.room}", replace(told, topic="")
        yield OFFICE, told

    def _told(self, event: Event, outcome: MeetingOutcome, meeting: Meeting) -> Told:
        """All of a meeting; whether it is settled is still to be said."""
        place = outcome.placement
        assert place
        room = event.room(place.room)
        link, sheet = self._link(outcome.id, place.room), self.sheet_links.get(outcome.id)
        id, passcode = sheet[1:] if sheet and outcome.id not in self.said.links and sheet[0] == link else ("", "")
        topics = {str(row[0]): row[5] for row in self.desk.rows["Requests"]}
        own = {request.requester for request in meeting.requests if request.interpreter == "own"}
        return Told(
            place.start,
            place.end,
            f"{room.name} ({room.platform})" if room.platform else room.name,
            link,
            id,
            passcode,
            frozenset(outcome.governments),
            frozenset(outcome.optional),
            frozenset(one.name for one in place.interpreters),
            frozenset(own & set(outcome.governments)),
            " / ".join(dict.fromkeys(topic for no in outcome.requests if (topic := topics.get(no)))),
            "settled",
        )

    def _awaited(self, event: Event, outcome: MeetingOutcome, meeting: Meeting) -> set[str]:
        """Whose consent is awaited: of those who have not asked for the meeting as it is, nor agreed to it since."""
        if event.settings.one_sided != "ask":
            return set()
        asked = set() if outcome.id in self.said.asked_again else set(meeting.asking)
        return set(outcome.governments) - asked - self.said.agreed.get(outcome.id, set())

    def _link(self, id: str, room: str) -> str:
        """What was said last of the meeting; else the link of its room, unless such links are of use to one meeting only."""
        if url := self.said.links.get(id) or self._links_of_version.get(id, ("",))[0]:
            return url
        rows = {row[0]: row for row in self.desk.rows["Rooms"]}
        belongs_to_meetings = room in rows and rows[room][3] == "meeting"
        return "" if belongs_to_meetings else str(self.said.links.get(room) or rows[room][2])
