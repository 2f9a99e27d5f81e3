"""The versions of an event's timetable: complete or absent, never changed, and bound each to the one before.

The manifest of a version names its files with their SHA-256, and the manifest before with its own. So nothing that was
altered or exchanged is taken for what the program wrote.
"""

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scheduler import files
from scheduler.sealed import sealed

NAME = re.compile(r"v([0-9]{3,})")
LOCK = ".lock"
MANIFEST = "manifest.json"
SCHEMA = 1
FIRST = "v001"
AGAIN_AFTER = 0.2
"""Seconds until a run that waits looks again."""


def names(folder: Path) -> list[str]:
    """The versions in an event's output folder, oldest first."""
    if not folder.is_dir():
        return []
    named = (entry.name for entry in folder.iterdir() if NAME.fullmatch(entry.name) and entry.is_dir())
    return sorted((name for name in named if name_of(_number(name)) == name), key=_number)


def name_of(number: int) -> str:
    """What the version of that number is called."""
    return f"v{number:03}"


def _number(name: str) -> int:
    return int(name.removeprefix("v"))


@contextmanager
def held(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the versions of an event: whoever else wants to add one waits until this run has ended, however it ends.

    Parameters
    ----------
    folder
        The event's output folder.
    waiting
        Is called again and again while another run holds them; what it raises ends the waiting.

    Raises
    ------
    NotWritten
        Versions cannot be saved there; seen before there is anything to lose.
    """
    with files.said(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        lock = (folder / LOCK).open("ab")
    with lock:
        with files.said(folder):
            while not files.locked(lock):
                waiting()
                time.sleep(AGAIN_AFTER)
        yield


def save(folder: Path, write: Callable[[Path, str], None]) -> str:
    """Save the next version: written beside, then moved in place. The versions must be `held`.

    Parameters
    ----------
    folder
        The event's output folder.
    write
        Fills an empty folder with the files of the version named.

    Returns
    -------
    str
        The name of the version, such as `v001`.

    Raises
    ------
    NotWritten
        The folder or a file could not be written; earlier versions are whole.
    """
    with files.said(folder), files.workplace(folder) as here:
        version = name_of(max(map(_number, names(folder)), default=0) + 1)
        beside = here / version
        beside.mkdir()
        write(beside, version)
        seal(beside, folder)
        for file in beside.iterdir():
            files.flush(file)
        files.move(beside, folder / version)
    return version


# ----------------------------------------------------------------------------------------------------------- manifests


def seal(version: Path, folder: Path) -> None:
    """Write the manifest of a version whose files are all there.

    Parameters
    ----------
    version
        Its folder, which has its name and may lie beside.
    folder
        The event's output folder, where the versions before it are.
    """
    there = {file.name: files.digest(file) for file in sorted(version.iterdir()) if file.name != MANIFEST}
    before = _beside(version.name, -1)
    digest = files.digest(folder / before / MANIFEST) if before in names(folder) else None
    (version / MANIFEST).write_bytes(_written(version.name, there, digest))


def _written(version: str, there: Mapping[str, str], before: str | None) -> bytes:
    return sealed({"schema": SCHEMA, "version": version, "files": there, "before": before})


def _beside(name: str, step: int) -> str:
    """The version that many further on; they are numbered without a gap."""
    return name_of(_number(name) + step)


def faults(folder: Path, name: str, needed: tuple[str, ...]) -> list[str]:
    """The files of a version that are missing, altered or exchanged.

    Parameters
    ----------
    folder
        The event's output folder.
    name
        Of the version.
    needed
        The files that it must have; others that it was written with must be whole too.
    """
    manifest = _manifest(folder / name)
    if manifest is None:
        return [MANIFEST]
    known = dict.fromkeys((*needed, *manifest["files"]))  # earlier programs wrote fewer
    wrong = [file for file in known if not files.is_whole(folder / name / file, manifest["files"].get(file))]
    return wrong if _is_bound(folder, name, manifest) else [*wrong, MANIFEST]


def _manifest(version: Path) -> dict[str, Any] | None:
    """What the manifest of a version says; `None` where it is missing, of another one, or not as this program writes it."""
    try:
        data = files.read(version / MANIFEST)
        content = json.loads(data)
        there, before = content["files"], content["before"]
        sound = isinstance(there, dict) and all(isinstance(sha, str) for sha in (*there.values(), before or ""))
        return content if sound and _written(version.name, there, before) == data else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_bound(folder: Path, name: str, manifest: Mapping[str, Any]) -> bool:
    """Whether a version is bound to its neighbours, as far as they are there and their own manifests can be used."""
    before, after = _beside(name, -1), _manifest(folder / _beside(name, 1))
    own, bound = folder / name / MANIFEST, True
    if _manifest(folder / before) is not None:
        bound = files.is_whole(folder / before / MANIFEST, manifest["before"])
    elif before not in names(folder):
        bound = (manifest["before"] is None) == (name == FIRST)
    return bound and (after is None or files.is_whole(own, after["before"]))
