"""The files of one recipient, held against what it has to know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.sending.read_back import Reader, cancelled, governments, in_calendar, in_letter, in_sheet, said_different, section
from tests.sending.told import Known, Told, differences, placed

SECRET = re.compile(r"(?:link|id|pass|topic|note|reason|contact|title|office|phone|mail)-of-[A-Z]*[0-9]+")
"""How all is marked that is not everybody's business."""


@dataclass(frozen=True)
class Packet:
    """What lies in the folder of a recipient.

    Attributes
    ----------
    known
        What it has to know now.
    before
        What it was sent before; `None` where everything is told.
    gone
        What is cancelled where everything is told: all that it was ever told of and has no more.
    """

    folder: Path
    reader: Reader
    known: Known
    before: Known | None
    gone: frozenset[str] = frozenset()

    @property
    def asked_for(self) -> dict[str, Told]:
        """The meetings that are to go into its calendar: all, or those that are another."""
        there = placed(self.known)
        if self.before is None:
            return there
        other = {id for id, _ in differences(self.before, self.known)}
        return {id: told for id, told in there.items() if id in other}

    @property
    def consents(self) -> set[str]:
        """The meetings to which it is asked to consent."""
        return {id for id, told in self.asked_for.items() if told.state == "asked"}

    def holds(self) -> None:
        """Each file says what the recipient has to know, no more and no less."""
        text = (self.folder / "letter.txt").read_text(encoding="utf-8")
        assert in_letter(text, self.reader) == self.known, self
        assert in_sheet(self.folder / "meetings.xlsx", self.reader) == self.known, self
        assert in_calendar(self.folder / "calendar.ics", self.reader) == _bare(placed(self.known)), self
        assert in_calendar(self.folder / "request.ics", self.reader) == _bare(self.asked_for), self
        over = self.gone if self.before is None else placed(self.before).keys() - placed(self.known).keys()
        assert cancelled(self.folder / "cancel.ics") == over, self
        if self.before is not None:
            self._names_what_is_different(section(text, "different", self.reader), self.before)
        calendars = [name for name in ("request.ics", "cancel.ics") if (self.folder / name).exists()]
        self._is_in_the_mail("letter", text, ["meetings.xlsx", *calendars])
        for id in self.consents:
            asking = (self.folder / f"consent-{id}.txt").read_text(encoding="utf-8")
            assert in_letter(asking, self.reader) == {id: self.known[id]}, self
            self._is_in_the_mail(f"consent-{id}", asking, [])

    def _names_what_is_different(self, lines: list[str], before: Known) -> None:
        """All of it and nothing else; what was and what is can be read from it."""
        said = said_different(lines, self.reader)
        assert said.keys() == differences(before, self.known), (said, self)
        for (id, how), line in said.items():
            old, new = before.get(id), self.known.get(id)
            parts = line.split(" → ")
            if how == "moved":
                assert list(map(self.reader.span, parts)) == [(t.start, t.end) for t in (old, new) if isinstance(t, Told)]
            elif how == "parties":
                shown = [(t.partners, t.guests) for t in (old, new) if isinstance(t, Told)]
                read = [tuple(map(governments, (*part.split(" · "), "")))[:2] for part in parts]
                assert [(needed - {self.reader.code}, guests) for needed, guests in read] == shown, line
            elif how in ("added", "cancelled", "left out"):
                told = new if how == "added" else old
                assert not isinstance(told, Told) or self.reader.span(line) == (told.start, told.end), line

    def _is_in_the_mail(self, name: str, text: str, attached: list[str]) -> None:
        """A draft has the text of the letter, and the files as they lie beside it."""
        mail = _mail((self.folder / f"{name}.eml").read_bytes())
        body = mail.get_body()
        assert body and body.get_content().replace("\r\n", "\n") == text.split("\n\n", 1)[1]
        found = {str(part.get_filename()): part.get_payload(decode=True) for part in mail.iter_attachments()}
        assert found == {one: (self.folder / one).read_bytes() for one in attached}, self


def _bare(known: dict[str, Told]) -> dict[str, Told]:
    """Without what does not stand in a calendar."""
    return {id: replace(told, pairs="") for id, told in known.items()}


# ------------------------------------------------------------------------------------------------------ what is marked


def secrets(folder: Path) -> set[str]:
    """All that is marked and stands anywhere in the files of a folder."""
    return {mark for path in sorted(folder.iterdir()) for mark in marks([plain(path.read_bytes()).decode(errors="replace")])}


def marks(texts: Iterable[str]) -> set[str]:
    return {mark for text in texts for mark in SECRET.findall(text)}


def plain(data: bytes) -> bytes:
    """All the bytes of a file, unpacked, decoded and unfolded."""
    if data[:2] == b"PK":
        with ZipFile(BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    if data.startswith(b"X-Unsent"):
        parts = [part.get_payload(decode=True) for part in _mail(data).walk() if not part.is_multipart()]
        return b"\n".join([data, *(plain(part) for part in parts if isinstance(part, bytes))])
    return data.replace(b"\r\n ", b"")


def _mail(data: bytes) -> EmailMessage:
    return message_from_bytes(data, _class=EmailMessage, policy=policy.default)
