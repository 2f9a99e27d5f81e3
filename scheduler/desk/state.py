"""What the desk holds between two clicks: the events to choose from, the draft of each as it was read, and the worker."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scheduler import tasks, words
from scheduler.desk.jobs import Worker

BOOK = "event.xlsx"
JOURNALS = "desk"


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
    """

    inputs: Path
    out: Path
    language: str
    only: str = ""
    worker: Worker = field(default_factory=Worker)
    _drafts: dict[str, tuple["_Mark", tasks.Draft]] = field(default_factory=dict)
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

    def _mark(self, name: str) -> "_Mark":
        home, folder = self.out / self.folder(name).resolve().name, self.folder(name)
        read = _stats(
            [folder / BOOK, *_files(folder / "requests"), *(path for path in _files(home) if path.name != JOURNALS)]
        )
        return _Mark(tuple(read), tuple(_stats(_files(home / JOURNALS))))


@dataclass(frozen=True)
class At:
    """Where a reader is: at which event, in which language, and whether guests look on, who are not told everything."""

    desk: Desk
    event: str
    language: str
    guests: bool = False

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
