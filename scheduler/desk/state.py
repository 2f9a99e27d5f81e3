"""What the desk holds between two clicks: the events to choose from, the draft of each as it was read, and the worker."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from scheduler import tasks, versions, words
from scheduler.desk.jobs import Worker
from scheduler.tasks import draft as drafts
from scheduler.tasks.begin import RETURNED

BOOK = "event.xlsx"

Result = TypeVar("Result")


@dataclass
class Desk:
    """One desk.

    Attributes
    ----------
    inputs
        The folder of event folders; of one event alone where `only` is its name.
    out
        The folder of all outputs.
    language
        In which a page opens that was not asked for another.
    waiting
        Of each event how many letters are not sent yet, as long as the mark of their list is the same.
    """

    inputs: Path
    out: Path
    language: str
    only: str
    worker: Worker
    waiting: dict[str, tuple[object, int]] = field(default_factory=dict)
    _drafts: dict[str, tuple["_Mark", tasks.Draft]] = field(default_factory=dict)
    _looks: dict[str, tuple[object, tasks.Looked]] = field(default_factory=dict)
    _looking: threading.RLock = field(default_factory=threading.RLock)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def events(self) -> list[str]:
        """The names of the events to choose from, in order."""
        if self.only:
            return [self.only]
        found = (path.parent.name for path in self.inputs.glob(f"*/{BOOK}"))
        return sorted(name for name in found if not name.startswith(".") and _is_text(name))

    def folder(self, name: str) -> Path:
        return self.inputs / name

    def run(self, name: str, language: str) -> tasks.Run:
        """How a task is called here: as the command that does the same."""
        return tasks.Run(self.out, language, f"plaza desk {name}", _patiently, time.monotonic())

    def draft(self, name: str, language: str) -> tasks.Draft:
        """The draft of an event, read anew where a file that it comes from is another than it was.

        Raises
        ------
        PlazaError
            There is no version yet, or something cannot be read.
        """
        with self._lock:
            mark = self._mark(name)
            known = self._drafts.get(name)
            if known and known[0] == mark:
                return known[1]
            read = tasks.read_draft(self.folder(name), self.run(name, language))
            self._drafts[name] = mark, read
            return read

    def change(self, name: str, language: str, seen: str, by: Callable[[tasks.Draft], tasks.Draft]) -> tasks.Draft:
        """Do something to a draft that was looked at in one revision.

        Raises
        ------
        Another
            The draft is no longer what was looked at.
        PlazaError
            It cannot be done.
        """
        with self._lock:
            draft = self.draft(name, language)
            if draft.revision != seen:
                raise Another
            after = by(draft)
            before, mark = self._drafts.pop(name)[0], self._mark(name)
            if mark.but_journals == before.but_journals:  # else something else was written while this was done
                self._drafts[name] = mark, after
            return after

    def looked(self, name: str) -> tasks.Looked:
        """What was found in the intake of an event, read anew where a file of it is another than it was.

        Raises
        ------
        PlazaError
            It cannot be told whether it is an event of which there are versions.
        """
        with self._looking:
            known = self.looked_before(name)
            if known is None:
                mark = self._mark_of_intake(name)
                known = tasks.look(self.folder(name), self.out)
                self._looks[name] = mark, known
            return known

    def looked_before(self, name: str) -> tasks.Looked | None:
        """The same where it need not be read; a page that shows something else does not wait for it."""
        mark, known = self._looks.get(name, (None, None))
        return known if mark == self._mark_of_intake(name) else None

    def alone(self, do: Callable[[], Result]) -> Result:
        """Do something to the files of an event while no other page does."""
        with self._looking:
            return do()

    def intake_mark(self, name: str) -> str:
        """Another wherever something has come since."""
        return sha256(repr(self._mark_of_intake(name)).encode(errors="surrogatepass")).hexdigest()[:16]

    def first_place(self, name: str) -> str:
        """Where the work is: at the timetable once there is one."""
        return "timetable" if versions.names(self.out / self.folder(name).resolve().name) else "intake"

    def _mark_of_intake(self, name: str) -> object:
        home, folder = self.out / self.folder(name).resolve().name, self.folder(name)
        came = sorted((folder / RETURNED).rglob("*"))
        looked_at = [*_files(folder), *came, *(path for path in _files(home) if path.name != drafts.FOLDER)]
        return tuple(_stats(looked_at))

    def _mark(self, name: str) -> "_Mark":
        home, folder = self.out / self.folder(name).resolve().name, self.folder(name)
        read = _stats(
            [folder / BOOK, *_files(folder / "requests"), *(path for path in _files(home) if path.name != drafts.FOLDER)]
        )
        return _Mark(tuple(read), tuple(_stats(_files(home / drafts.FOLDER))))


@dataclass(frozen=True)
class At:
    """Where a reader is: at which event, in which language, and what the address asks for; whether guests look on, who are
    not told everything.
    """

    desk: Desk
    event: str
    language: str
    guests: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.desk.folder(self.event)

    @property
    def out(self) -> Path:
        return self.desk.out

    @property
    def draft(self) -> tasks.Draft:
        return self.desk.draft(self.event, self.language)

    @property
    def looked(self) -> tasks.Looked:
        return self.desk.looked(self.event)

    @property
    def open(self) -> int | None:
        """How much of the intake is open; `None` where it would have to be read first, or guests look on."""
        known = None if self.guests else self.desk.looked_before(self.event)
        return len(known.open) if known else None

    @property
    def working(self) -> str:
        """What is being done of this event; nothing where guests look on."""
        job = self.desk.worker.job
        return job.task.kind if job and not job.ended and job.task.folder == self.folder and not self.guests else ""

    @property
    def run(self) -> tasks.Run:
        return self.desk.run(self.event, self.language)

    def change(self, seen: str, by: Callable[[tasks.Draft], tasks.Draft]) -> tasks.Draft:
        return self.desk.change(self.event, self.language, seen, by)

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, values)


class Another(Exception):
    """What was looked at is no longer so."""


def _is_text(name: str) -> bool:
    """Whether a name can be shown; a system that takes any bytes may have others."""
    return name == name.encode(errors="replace").decode()


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


_Stat = tuple[str, int, int]


def _stats(paths: list[Path]) -> Iterator[_Stat]:
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        yield path.as_posix(), stat.st_mtime_ns, stat.st_size


@dataclass(frozen=True)
class _Mark:
    """Another wherever a file of the event or a version is another, or a journal."""

    but_journals: tuple[_Stat, ...]
    journals: tuple[_Stat, ...]


def _patiently() -> None:
    """Another run has the versions for a moment; pages wait for it."""
