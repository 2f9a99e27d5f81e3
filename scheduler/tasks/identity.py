"""Which event the versions in an output folder are of: two events never share versions, be their folders named alike.

An event is known again by its folder and by what it says of itself: its name and its days. Where one of the two has changed
it is asked, and the answer is given on the command line.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from scheduler import files, intake, stored, versions
from scheduler.domain import Event, Message, days_of
from scheduler.errors import PlazaError, UsageError

FILE = "event.json"
RECORD = "record.json"


@dataclass(frozen=True)
class Identity:
    """What is kept of an event to know it again: its folder, its name in English, and its days as ISO 8601 writes them."""

    folder: str
    name: str = ""
    days: tuple[str, ...] = ()

    @classmethod
    def of(cls, folder: Path, event: Event) -> "Identity":
        return cls(_written(folder), event.names.en, tuple(day.isoformat() for day in days_of(event.slots)))

    def is_at(self, folder: Path) -> bool:
        return os.path.normcase(self.folder) == os.path.normcase(_written(folder))

    def is_like(self, other: "Identity") -> bool:
        """Whether another says the same of itself, in its name or its days; one of which nothing is known may."""
        return not self.name or self.name == other.name or bool(set(self.days) & set(other.days))


def _written(folder: Path) -> str:
    return os.fsencode(folder.resolve()).decode(errors="replace")


def known(where: Path) -> Identity | None:
    """The event whose versions lie in a folder; `None` where there are none, or nothing can be told."""
    try:
        content: Any = json.loads(files.read(where / FILE))
        return Identity(str(content["folder"]), str(content["name"]), tuple(map(str, content["days"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    try:
        folder = stored.read_record(where / versions.names(where)[-1] / RECORD).event_folder
    except (PlazaError, IndexError):
        return None
    return Identity(folder) if folder else None


def keep(where: Path, folder: Path, event: Event) -> None:
    """Write down whose versions they are."""
    content = {"schema": 1} | asdict(Identity.of(folder, event))

    def write(path: Path) -> None:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")

    files.put(where / FILE, write)


def home(folder: Path, out: Path) -> Path:
    """Where the versions of an event folder lie.

    Raises
    ------
    UsageError
        Those of another folder of that name lie there, or of this event before it was moved.
    """
    where = out / folder.resolve().name
    found = known(where)
    if found and not found.is_at(folder) and not _moved_together(found, folder, out):
        values = {"where": str(where), "other": found.folder, "folder": _written(folder)}
        raise UsageError(Message("usage.other_event", values))
    return where


def _moved_together(found: Identity, folder: Path, out: Path) -> bool:
    """Whether the event and its outputs lie to each other as before, and no longer where they were."""
    before, now = Path(found.folder), folder.resolve()
    same_way = before.parts[-2:] == now.parts[-2:] and out.resolve().parent in now.parents
    return same_way and not before.exists()


def refuse_another(event: Event, folder: Path, out: Path) -> None:
    """Stop where it must be asked whether an event is one of which there are versions.

    Parameters
    ----------
    event
        As it was read.
    folder, out
        Its folder, and that of all outputs.

    Raises
    ------
    UsageError
        The folder held another event before; or there are versions of an event that says the same of itself, whose folder is
        no longer there, and none of this one.
    """
    here, where = Identity.of(folder, event), home(folder, out)
    found = known(where)
    if found and not found.is_like(here):
        before, now = (f"{one.name} ({', '.join(one.days)})" for one in (found, here))
        values = {"folder": here.folder, "where": str(where), "before": before, "now": now}
        raise UsageError(Message("usage.event_replaced", values))
    if found is None:
        for other, of in _others(out):
            if of.name and of.is_like(here) and not Path(of.folder).exists():
                values = {"folder": here.folder, "where": str(other), "other": of.folder}
                raise UsageError(Message("usage.event_renamed", values))


def _others(out: Path) -> Iterator[tuple[Path, Identity]]:
    for where in sorted(out.iterdir()) if out.is_dir() else ():
        if where.is_dir() and (of := known(where)):
            yield where, of


def adopt(folder: Path, out: Path, before: Path) -> None:
    """Take the versions of an event that was moved or renamed, or that says other things of itself, for this one's.

    Raises
    ------
    UsageError
        There is no event in the folder, there are no versions of `before`, or there are others in their place.
    NotWritten
        They could not be moved.
    """
    where = out / folder.resolve().name
    event = intake.look_at_event(folder).event
    old = [other for other, of in _others(out) if of.is_at(before)]
    if not old or event is None or (old[0] != where and versions.names(where)):
        raise UsageError(Message("usage.nothing_to_adopt", {"before": _written(before), "where": str(where)}))
    if old[0] != where:
        with files.said(where):
            if where.exists():
                files.move(where, _free(where))  # no versions; what else may lie there is not lost
            files.move(old[0], where)
    keep(where, folder, event)


def _free(where: Path) -> Path:
    """A name beside a folder that nothing has."""
    return next(path for number in count(1) if not (path := where.with_name(f"{where.name} ({number})")).exists())
