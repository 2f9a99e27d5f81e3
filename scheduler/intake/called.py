"""Meetings by what they are called: their number, in any width and with or without zeros, or their label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler import words
from scheduler.domain import Link, Meeting, Request
from scheduler.domain.problems import Problems


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
        return tuple(part.strip() for part in re.split(r"[;,、，；/／\n]|\s(?=[MmＭｍ]\d)", written) if part.strip())

    def all_of(self, written: str) -> bool:
        """Whether a text names meetings only."""
        return all(map(self.ids, self.parts(written)))

    def one(self, written: str) -> str | None:
        """The id of the one meeting called so; `None` where there is none, or several."""
        ids = self.ids(written)
        return ids[0] if len(ids) == 1 else None


def links_of(links: Iterable[Link], called: Called, requests: Iterable[Request], problems: Problems) -> tuple[Link, ...]:
    """The links by the ids of their meetings; a note on one whose meeting has been declined or is on hold."""
    labels = {words.fold(request.label) for request in requests if request.label}
    found: dict[str, Link] = {}
    for link in links:
        id = called.one(link.meeting)
        if id is None and words.fold(link.meeting) in labels:
            problems.note(link.cells["meeting"], "links.no_meeting", value=link.meeting)
        elif id is None:
            problems.error(link.cells["meeting"], "links.unknown", value=link.meeting)
        elif id in found:
            problems.error((link.cells["meeting"], found[id].cells["meeting"]), "doubled", value=link.meeting)
        else:
            found[id] = replace(link, meeting=id)
    return tuple(found.values())
