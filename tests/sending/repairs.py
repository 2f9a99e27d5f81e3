"""A season of repairs: a random plaza is solved and changed again and again; each time letters are written, some sent."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import get_args

import openpyxl

from scheduler import versions
from scheduler.domain import Kind
from scheduler.tasks.export import LIST
from tests.sending.office import OFFICE, Office
from tests.sending.packet import Packet, marks, secrets
from tests.sending.plaza import small_plaza
from tests.sending.read_back import Reader, governments, said_different, section
from tests.sending.season import Store, mark_as_sent
from tests.sending.sentences import Speaker
from tests.sending.told import Known, differences, placed

KINDS = {"Government": "government", "National body": "body", "Interpreter": "interpreter", "Operator": "operator"}
TRIES = 4
"""Changes that are thought of until one is accepted."""


@dataclass(frozen=True)
class Letter:
    """A line of the send list: its row, to whom it is, what it is about, what it says is different, where it lies."""

    row: int
    to: str
    about: str
    different: list[str]
    folder: Path

    @property
    def asks(self) -> bool:
        """Whether it asks for consent to one meeting, and is not the letter itself."""
        return self.about.startswith("consent")


class Season:
    """An event with its versions and exports, and what everybody was sent of them.

    Attributes
    ----------
    said
        What has changed, to tell of it where something is wrong.
    counts
        How many steps, letters and refused changes there were, and accepted changes of each kind.
    """

    def __init__(self, folder: Path, dice: Random) -> None:
        self._dice, self._number = dice, 0
        self._desk = small_plaza(folder, dice)
        self._office = Office(self._desk)
        self.said: list[str] = []
        self.counts = Counter[str]()
        self._sent: dict[str, Known] = {}
        self._told: dict[str, set[str]] = {}
        self._stores: dict[str, Store] = {}
        self._came: dict[str, list[Path]] = {}

    def run(self, steps: int) -> None:
        """Change something and write letters, so many times; at last all letters are sent."""
        self._desk.ends(0, "solve")
        self._office.note()
        for step in range(steps + 1):
            if step:
                self._change()
            self._write(last=step == steps)
        assert not list(_letters(self._export("--changed-since", "sent"))), "nobody is written to once everything is sent"
        for name, came in self._came.items():
            other = Store({})
            for path in self._dice.sample(came, len(came)):
                other.take(path)
            assert other.live == self._stores[name].live, "in whatever order they come"

    # ------------------------------------------------------------------------------------------------------- changes

    def _change(self) -> None:
        if self._dice.random() < 0.3:
            self._edit()
        if self._dice.random() < 0.08 and self._restores():
            return
        for _ in range(TRIES):
            self._number += 1
            kind = self._dice.choice(get_args(Kind))
            sentence = Speaker(*self._office.stands(), self._dice, self._number).sentence(kind)
            self.said.append(sentence)
            done = self._desk.run("reschedule", "--change", sentence, "--reason", f"reason-of-{self._number}")
            assert done.exit_code in (0, 3, 4), done.output
            if done.exit_code == 0 and "Nothing has changed" not in done.output:
                self._office.note(sentence)
                self.counts[f"change: {kind}"] += 1
                return
            self.said[-1] += " (refused)"
            self.counts["refused"] += 1

    def _restores(self) -> bool:
        """Whether an earlier version could be restored: the event may be another by now."""
        version = self._dice.choice(versions.names(self._desk.home))
        done = self._desk.run("restore", version)
        assert done.exit_code in (0, 6) and "fault of the program" not in done.output, done.output
        if done.exit_code == 0:
            self.said.append(f"(restore {version})")
            self._office.note(restored=version)
        return done.exit_code == 0

    def _edit(self) -> None:
        """The office writes something else into its workbook: a link, a new passcode of one, a topic, an address."""
        self._number += 1
        office, number = self._office, self._number
        there = [one.id for one in office.stands()[1].meetings if one.id not in office.said.links]
        of_sheet = [id for id in there if id in office.sheet_links]
        match self._dice.choice(("link", "passcode", "topic", "mail")):
            case "link" if there:
                self._write_link(self._dice.choice(there), f"https://a.example/link-of-N{number}")
            case "passcode" if of_sheet:
                id = self._dice.choice(of_sheet)
                self._write_link(id, office.sheet_links[id][0])
            case "topic":
                row = self._dice.choice(self._desk.rows["Requests"])
                row[5] = f"topic-of-N{number}"
                self.said.append(f"({row[5]} of request {row[0]})")
            case "mail":
                row = self._dice.choice(self._desk.rows["Governments"])
                row[14] = f"mail-of-{row[0]}@example.org"
        self._desk.write()

    def _write_link(self, id: str, url: str) -> None:
        link = url, f"id-of-N{self._number}", f"pass-of-N{self._number}"
        self.said.append(f"({', '.join(link)} for {id})")
        self._office.write_link(id, link)

    # ------------------------------------------------------------------------------------------------------- letters

    def _write(self, last: bool) -> None:
        """An export, held against the laws; some of its letters are then sent and marked so."""
        whole = not last and self._dice.random() < 0.15
        folder = self._export(*(() if whole else ("--changed-since", "sent")))
        event, table = self._office.stands()
        readers, known, letters = self._office.readers(event), self._office.known(event, table), list(_letters(folder))
        own = {letter.to: letter for letter in letters if not letter.asks}
        places = {name: letter.folder for name, letter in own.items() if name in known}
        packets = {name: self._packet(name, place, readers[name], known[name], whole) for name, place in places.items()}
        self._right_people_are_written_to(packets.keys(), known, whole)
        for name, packet in packets.items():
            packet.holds()
            self._keeps_to_itself(name, packet)
            if packet.before is not None:
                said = said_different(own[name].different, readers[OFFICE])
                assert said.keys() == differences(packet.before, packet.known), "the office sees what is different"
        consents = {(letter.to, letter.about.split()[-1]) for letter in letters if letter.asks}
        assert consents == {(name, id) for name, packet in packets.items() for id in packet.consents}
        self._bodies_pass_on(own, packets, known)
        if (folder / "Secretariat").exists():
            packets[OFFICE] = self._packet(OFFICE, folder / "Secretariat", readers[OFFICE], known[OFFICE], whole)
            packets[OFFICE].holds()
        for name in packets:
            self._told.setdefault(name, set()).update(placed(known[name]))
        self._send([letter for letter in letters if last or self._dice.random() < 0.6], folder, known)
        self.counts.update(steps=1, letters=len(letters))

    def _export(self, *options: str) -> Path:
        """Every fifth has a packet for the secretariat too, which takes a while."""
        audience = () if self._dice.random() < 0.2 else ("--audience", "government")
        before = set((self._desk.home / "export").glob("v*"))
        self._desk.ends(0, "export", *audience, *options)
        (folder,) = set((self._desk.home / "export").glob("v*")) - before
        return folder

    def _packet(self, name: str, folder: Path, reader: Reader, known: Known, whole: bool) -> Packet:
        gone = frozenset(self._told.get(name, set()) - placed(known).keys()) if whole else frozenset[str]()
        return Packet(folder, reader, known, None if whole else self._sent.get(name), gone)

    def _right_people_are_written_to(self, written: object, known: Mapping[str, Known], whole: bool) -> None:
        if whole:
            due = {name for name in known if known[name] or self._told.get(name, set()) - placed(known[name]).keys()}
        else:
            due = {name for name in known if differences(self._sent.get(name, {}), known[name])}
        assert written == due - {OFFICE}, "who has news, and nobody else"

    def _keeps_to_itself(self, name: str, packet: Packet) -> None:
        """The links, passcodes and topics of its meetings stand in its files, and whose contact it is; nothing else that is
        marked.
        """
        kind, _, key = name.partition(":")
        told = placed(packet.known).values()
        due = marks(text for one in told for text in (one.link, one.meeting_id, one.passcode, one.topic))
        contact = {f"{what}-of-{key}" for what in ("contact", "title", "office", "mail") if kind == "government"}
        assert secrets(packet.folder) - contact == due, (name, secrets(packet.folder), due)

    def _bodies_pass_on(self, own: Mapping[str, Letter], packets: Mapping[str, Packet], known: Mapping[str, Known]) -> None:
        """A national body is written to where it has something to pass on; all of it is named, and who owes an answer."""
        for name, (reader, members) in self._office.bodies().items():
            through = {one.partition(":")[2] for one in members & packets.keys()}
            assert (name in own) == bool(through)
            if through:
                text = (own[name].folder / "letter.txt").read_text(encoding="utf-8")
                assert governments("".join(section(text, "enclosed", reader))) == through
                owing = {one.partition(":")[2] for one in members if self._office.owes_an_answer(known[one])}
                assert governments("".join(section(text, "silent", reader))) == owing
                assert not secrets(own[name].folder)

    def _send(self, letters: list[Letter], folder: Path, known: Mapping[str, Known]) -> None:
        """Calendars then have what was sent last, whatever else was written."""
        mark_as_sent(folder, [letter.row for letter in letters])
        for letter in (one for one in letters if one.to in known and not one.asks):
            self._sent[letter.to] = known[letter.to]
            store, came = self._stores.setdefault(letter.to, Store({})), self._came.setdefault(letter.to, [])
            for path in (letter.folder / "request.ics", letter.folder / "cancel.ics"):
                store.take(path)
                came.append(path)
        for name, store in self._stores.items():
            assert store.live == {id: (one.start, one.end) for id, one in placed(self._sent[name]).items()}, name


def _letters(folder: Path) -> Iterator[Letter]:
    """The lines of the send list."""
    _, *rows = openpyxl.load_workbook(folder / LIST).worksheets[0].values
    for number, row in enumerate(rows, start=2):
        if row[0]:
            kind, _, name = str(row[1]).partition(": ")
            to = f"government:{row[2]}" if row[2] != "–" else f"{KINDS[kind]}:{name}"
            yield Letter(number, to, str(row[6]), str(row[7]).split("\n"), folder / str(row[8]).split("\n")[0])
