"""The sheet Requests: what each government asks for, line by line."""

from collections.abc import Iterable, Sequence
from typing import Any

from scheduler import words
from scheduler.domain import Government, LocalRange, Moment, Request, Room, Slot, Source
from scheduler.intake import values as v
from scheduler.intake.names import Register, closest
from scheduler.intake.problems import Problems
from scheduler.intake.resources import local_ranges
from scheduler.intake.tables import Column, Row

REQUESTS = (
    Column("no", "No.", v.identifier, required=True),
    Column("requester", "Requester", required=True),
    Column("counterparts", "Counterpart", v.several_with_slash, required=True),
    Column("optional", "Optional attendees", v.several_with_slash),
    Column("label", "Meeting"),
    Column("choice", "Choice", v.choice),
    Column("topic", "Topic"),
    Column("duration", "Duration (min)", v.whole(1)),
    Column("preferred", "Preferred", v.ranges),
    Column("unavailable", "Unavailable", v.ranges),
    Column("interpreter", "Interpreter", v.one_of("interpreter")),
    Column("participants", "Number of participants", v.whole(1)),
    Column("mode", "Mode", v.one_of("room_type")),
    Column("session", "Session"),
    Column("fixed_start", "Fixed start", v.moment),
    Column("fixed_room", "Fixed room"),
    Column("after", "After", lambda cell: tuple(map(v.one_width, v.several(cell)))),
    Column("mandatory", "Mandatory", v.yes_no),
    Column("notes", "Notes"),
)


class RequestReader:
    """Reads request lines against what the other sheets name."""

    def __init__(
        self,
        register: Register,
        governments: Sequence[Government],
        rooms: Sequence[Room],
        slots: Sequence[Slot],
        problems: Problems,
    ) -> None:
        self._register = register
        self._zones = {government.code: government.zone for government in governments}
        self._rooms = {words.fold(room.name): room.name for room in rooms}
        self._sessions = {words.fold(slot.session): slot.session for slot in slots if slot.session}
        self._nothing_known = {"session": not slots, "fixed_room": not rooms}
        self._days = sorted({slot.range.day for slot in slots if slot.range.day})
        self._problems = problems

    def read(self, rows: Iterable[Row]) -> tuple[Request, ...]:
        requests: dict[str, Request] = {}
        for row in rows:
            request = self._request(row)
            if request is None:
                continue
            if request.no in requests:
                first = requests[request.no].cells["no"]
                self._problems.error((row.cell("no"), first), "requests.doubled_no", value=request.no)
                continue
            requests[request.no] = request
        for request in requests.values():
            for no in request.after:
                if no not in requests:
                    self._problems.error(request.cells["after"], "requests.after_unknown", value=no)
        return tuple(requests.values())

    def _request(self, row: Row) -> Request | None:
        """One line; `None` and problems where who meets whom cannot be told."""
        if not row.complete:
            return None
        values: dict[str, Any] = dict(row.values)
        requester = self._register.one(values["requester"], row.cell("requester"), self._problems)
        parties = self._register.several(values["counterparts"], row.cell("counterparts"), self._problems)
        optional = self._register.several(values.get("optional", ()), row.cell("optional"), self._problems)
        if requester is None or parties is None or optional is None:
            return None
        if requester in parties:
            self._problems.error(row.cell("counterparts"), "requests.for_oneself", value=requester)
            return None
        choice = values.pop("choice", None)
        return Request(
            **values
            | {
                "requester": requester,
                "counterparts": parties,
                "optional": tuple(code for code in optional if code != requester and code not in parties),
                "choice": None if choice == "decline" else choice,
                "declined": choice == "decline",
                "preferred": self._ranges(values, "preferred", requester),
                "unavailable": self._ranges(values, "unavailable", requester),
                "session": self._named(row, "session", self._sessions),
                "fixed_room": self._named(row, "fixed_room", self._rooms),
                "fixed_start": self._fixed_start(values.get("fixed_start"), row.cell("fixed_start")),
            },
            cells=row.cells,
        )

    def _ranges(self, values: dict[str, Any], name: str, requester: str) -> tuple[LocalRange, ...]:
        return local_ranges(values.get(name, ()), self._zones[requester]) or ()

    def _named(self, row: Row, name: str, known: dict[str, str]) -> str:
        """A session or a room, as its own sheet writes it."""
        written = row.values.get(name, "")
        if not written or words.fold(written) in known or self._nothing_known[name]:
            return known.get(words.fold(written), "")
        near = closest(written, known)
        self._problems.error(
            row.cell(name),
            f"requests.unknown_{name}",
            value=written,
            known=list(known.values()),
            near=known[near] if near else "–",
        )
        return ""

    def _fixed_start(self, moment: Moment | None, source: Source) -> Moment | None:
        """A time alone means the one day of the event."""
        if moment is None or moment.day is not None:
            return moment
        if len(self._days) != 1:
            self._problems.error(source, "requests.fixed_without_date", value=v.written(moment.minute))
            return None
        return Moment(self._days[0], moment.minute)
