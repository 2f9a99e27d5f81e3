"""The sheet Commitments: who has agreed to which meeting, or declined it, or is booked for it."""

from collections.abc import Iterable, Sequence

from scheduler import words
from scheduler.domain import Commitment, Interpreter, Meeting
from scheduler.domain.problems import Problems
from scheduler.intake.called import Meant
from scheduler.intake.tables.rows import Row
from scheduler.reading.names import Register


def read_commitments(
    rows: Iterable[Row],
    meant: Meant,
    meetings: Sequence[Meeting],
    interpreters: Sequence[Interpreter],
    register: Register,
    problems: Problems,
) -> tuple[Commitment, ...]:
    """What is said of each meeting, called by its number or label; it may have been cancelled since."""
    people = {words.fold(person.name): person.name for person in interpreters}
    by_id = {meeting.id: meeting for meeting in meetings}
    found: dict[tuple[str, str], Commitment] = {}
    for row in rows:
        if not row.complete:
            continue
        before = len(problems.errors)
        meeting = by_id.get(meant.one(row.values["meeting"], row.cell("meeting"), problems) or "")
        if meeting is None:
            if len(problems.errors) == before:
                problems.error(row.cell("meeting"), "links.unknown", value=row.values["meeting"])
            continue
        who = people.get(words.fold(row.values["who"])) or register.one(row.values["who"], row.cell("who"), problems)
        if who is None:
            continue
        if who not in (*people.values(), *meeting.governments, *meeting.optional):
            problems.error(row.cell("who"), "commitments.stranger", who=who, meeting=meeting.id)
            continue
        if (meeting.id, who) in found:
            cells = (row.cell("who"), found[meeting.id, who].cells["who"])
            problems.error(cells, "commitments.twice", who=who, meeting=meeting.id)
            continue
        said = Commitment(**row.values | {"meeting": meeting.id, "who": who}, cells=row.cells)
        found[meeting.id, who] = said
    return tuple(found.values())
