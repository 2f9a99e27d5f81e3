"""Meetings by what they are called: their number, in any width and with or without zeros, or their label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler import words
from scheduler.domain import Link, Meeting, Request, Source
from scheduler.domain.problems import Problems
from scheduler.reading.names import Register


class Called:
    """The ids of the meetings that are called so; `names` are all that they may be called by."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self.names: list[str] = []
        self._ids: dict[str, list[str]] = {}
        for meeting in meetings:
            for name in dict.fromkeys(filter(None, (meeting.id, meeting.label))):
                self._ids.setdefault(words.fold(name), []).append(meeting.id)
                self.names.append(name)

    def ids(self, written: str) -> Sequence[str]:
        """None, one, or of a label several."""
        folded = words.fold(written)
        return self._ids.get(folded) or self._ids.get(f"m{folded.removeprefix('m').lstrip('0').zfill(2)}", [])

    def parts(self, written: str) -> tuple[str, ...]:
        """The names in a text that may name several meetings, M01, M02; all of it where it is itself a name."""
        if self.ids(written):
            return (written,)
        parts = re.split(r"[;,、，；/／\n]|\s(?=[MmＭｍ]\d)", written)
        return tuple(part.strip() for part in parts if part.strip()) or (written,)

    def all_of(self, written: str) -> bool:
        """Whether a text names meetings only."""
        return all(map(self.ids, self.parts(written)))

    def one(self, written: str) -> str | None:
        """The id of the one meeting called so; `None` where there is none, or several."""
        ids = self.ids(written)
        return ids[0] if len(ids) == 1 else None


class Meant:
    """Which meeting a cell of the sheets Links and Commitments means: by its number, its label or its parties.

    A number alone is known from earlier versions only. Before there is one it depends on the order of rows, and in a sheet
    that was copied from another event it may be that of others: so it is asked about, unless the parties stand beside it.

    Parameters
    ----------
    meetings, called
        All meetings, and by what they are called.
    given
        The numbers that earlier versions have given.
    register
        The governments.
    """

    def __init__(self, meetings: Iterable[Meeting], called: Called, given: Iterable[str], register: Register) -> None:
        self._by_id = {meeting.id: meeting for meeting in meetings}
        self._called, self._given, self._register = called, set(given), register

    def one(self, written: str, cell: Source, problems: Problems) -> str | None:
        """The id of the meeting; `None` where there is none, or a problem is said."""
        if id := self._called.one(written):
            if _NUMBER.fullmatch(written) and id not in self._given:
                shown = f"{id} ({', '.join(self._by_id[id].governments)})"
                problems.question(cell, "links.by_number", value=written, meeting=shown, candidates=[shown])
                return None
            return id
        found = _WITH_PARTIES.fullmatch(written.strip())
        number, names = (found["number"], found["names"]) if found else ("", written)
        codes = {self._register.only(name) for name in re.split(r"[;,、，；/／\n&＆・·]|\s+-\s+", names) if name.strip()}
        if len(codes) < 2 or None in codes:
            return None
        alike = [meeting.id for meeting in self._by_id.values() if set(meeting.governments) == codes]
        id = self._called.one(number) if number else alike[0] if len(alike) == 1 else None
        if number and id not in alike:
            problems.error(cell, "links.other_parties", value=written, known=alike or ["–"])
        return id if id in alike else None


_NUMBER = re.compile(r"\s*[MmＭｍ]?\s*[0-9０-９]+\s*")
_WITH_PARTIES = re.compile(r"(?P<number>[MmＭｍ]\s*[0-9０-９]+)\s*[(（:：]?\s*(?P<names>.+?)\s*[)）]?", re.S)


def links_of(links: Iterable[Link], meant: Meant, requests: Iterable[Request], problems: Problems) -> tuple[Link, ...]:
    """The links by the ids of their meetings; a note on one whose meeting has been declined or is on hold."""
    labels = {words.fold(request.label) for request in requests if request.label}
    found: dict[str, Link] = {}
    for link in links:
        cell = link.cells["meeting"]
        before = len(problems.errors)
        id = meant.one(link.meeting, cell, problems)
        if id is None and words.fold(link.meeting) in labels:
            problems.note(cell, "links.no_meeting", value=link.meeting)
        elif id is None and len(problems.errors) == before:
            problems.error(cell, "links.unknown", value=link.meeting)
        elif id and id in found:
            problems.error((cell, found[id].cells["meeting"]), "doubled", value=link.meeting)
        elif id:
            found[id] = replace(link, meeting=id)
    return tuple(found.values())
