"""The sheet Requests: what each government asks for, line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from scheduler import words
from scheduler.domain import Government, LocalRange, Moment, Request, Room, Slot, Source, clock_time, days_of
from scheduler.domain.problems import Problems
from scheduler.intake.sheets.times import local_ranges
from scheduler.intake.tables.headings import WISH
from scheduler.intake.tables.rows import Row
from scheduler.reading.names import Register, closest


def wishes(row: Row, problems: Problems) -> Iterator[Row]:
    """A row for each wish of a row that has columns for several, and one for what it asks for beside them.

    The wish of column 第2希望 of request 5 is request 5-2, with choice 2.
    """
    numbers = sorted({int(name.partition("#")[2]) for name in row.values if name.startswith(WISH)})
    shared = {name: name for name in row.values if "#" not in name}
    if not numbers or "counterparts" in shared:
        yield _part(row, shared, {})
    if numbers and row.values.get("choice", "decline") != "decline":
        problems.error(row.cell("choice"), "requests.choice_twice")
    for number in numbers:
        own = {name.partition("#")[0]: name for name in row.values if name.endswith(f"#{number}")}
        rank = {"choice": row.values.get("choice", number)}
        shared.pop("choice", None)
        yield _part(row, shared | own, rank | {"no": f"{row.values['no']}-{number}"} if "no" in shared else rank)


def _part(row: Row, names: Mapping[str, str], values: dict[str, Any]) -> Row:
    """What a row says under some of its names, and what its headings say."""
    cells = {name: row.cells[written] for name, written in names.items() if written in row.cells}
    return Row(
        row.source,
        {name: row.values[written] for name, written in names.items()} | values,
        {name: cells["counterparts"] for name in values if "counterparts" in cells} | cells,
        row.complete,
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
        self._days = days_of(slots)
        self._problems = problems

    def read(self, rows: Iterable[Row]) -> tuple[Request, ...]:
        requests: dict[str, Request] = {}
        for row in chain.from_iterable(wishes(row, self._problems) for row in rows):
            request = self._request(row)
            if request is None:
                continue
            if request.no in requests:
                first = requests[request.no].cells["no"]
                self._problems.error((row.cell("no"), first), "requests.doubled_no", value=request.no)
                continue
            requests[request.no] = request
        by_fold = {words.fold(no): no for no in requests}
        return tuple(self._with_known_after(request, by_fold) for request in requests.values())

    def _with_known_after(self, request: Request, by_fold: Mapping[str, str]) -> Request:
        """The request with the numbers in After as their own lines write them."""
        for no in request.after:
            if words.fold(no) not in by_fold:
                self._problems.error(request.cells["after"], "requests.after_unknown", value=no)
        return (
            replace(request, after=tuple(by_fold.get(words.fold(no), no) for no in request.after))
            if request.after
            else request
        )

    def _request(self, row: Row) -> Request | None:
        """One line; `None` and problems where who meets whom cannot be told."""
        if not row.complete:
            return None
        values: dict[str, Any] = dict(row.values)
        requester = self._register.one(values["requester"], row.cell("requester"), self._problems)
        if "counterparts" not in values:
            self._problems.error(row.cell("counterparts"), "cell.required", heading="Counterpart")
            return None
        parties = self._parties(values["counterparts"], row.cell("counterparts"))
        optional = self._register.several(values.get("optional", ()), row.cell("optional"), self._problems)
        if requester is None or parties is None or optional is None:
            return None
        if requester in parties:
            self._problems.error(row.cell("counterparts"), "requests.for_oneself", value=requester)
            return None
        choice = values.pop("choice", None)
        own = values.pop("own_interpreter", None)
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
                "interpreter": self._interpreter(values.get("interpreter", ""), own, row),
                "fixed_start": self._fixed_start(values.get("fixed_start"), row.cell("fixed_start")),
            },
            cells=row.cells,
        )

    def _parties(self, names: tuple[str, ...], source: Source) -> tuple[str, ...] | None:
        """Whom a request is for; nobody by name where it is for anyone."""
        anyone = [name for name in names if words.fold(name) in words.values("anyone")]
        if anyone and len(names) > 1:
            self._problems.question(source, "requests.anyone_among", value=anyone[0])
            return None
        return () if anyone else self._register.several(names, source, self._problems)

    def _interpreter(self, wanted: str, own: bool | None, row: Row) -> str:
        """Yes, no or own, from a column for the wish and one for bringing an interpreter."""
        if own and wanted == "yes":
            cells = (row.cell("own_interpreter"), row.cell("interpreter"))
            self._problems.question(cells, "requests.own_and_wanted")
        return "own" if own else wanted

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
            self._problems.error(source, "requests.fixed_without_date", value=clock_time(moment.minute))
            return None
        return replace(moment, day=self._days[0])
