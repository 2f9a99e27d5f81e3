"""The versions of an event's timetable: complete or absent, and never changed."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from scheduler.domain import Message
from scheduler.errors import NotWritten

NAME = re.compile(r"v(\d{3,})")
LOCK = ".lock"
AGAIN_AFTER = 0.2
"""Seconds until a run that waits looks again."""

UNFINISHED = ".part"
"""How the folder of a version ends while it is written; what a run that was killed leaves of it the next one removes."""


def names(folder: Path) -> list[str]:
    """The versions in an event's output folder, oldest first."""
    if not folder.is_dir():
        return []
    found = (entry.name for entry in folder.iterdir() if NAME.fullmatch(entry.name) and entry.is_dir())
    return sorted(found, key=_number)


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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        lock = (folder / LOCK).open("ab")
    except OSError as error:
        raise _not_written(folder, error) from error
    with lock:  # the system lets it go when it is closed, however the run ends
        while not _locked(lock):
            waiting()
            time.sleep(AGAIN_AFTER)
        yield


def _locked(file: BinaryIO) -> bool:
    """Lock a file, unless another run has."""
    import portalocker  # only runs that write need it

    try:
        portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.LockException:
        return False
    return True


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
    try:
        for left in folder.glob(f".v*{UNFINISHED}"):
            shutil.rmtree(left, ignore_errors=True)
        version = f"v{max(map(_number, names(folder)), default=0) + 1:03}"
        beside = folder / f".{version}{UNFINISHED}"
        try:
            beside.mkdir()
            write(beside, version)
            for file in beside.iterdir():
                with file.open("r+b") as stream:
                    os.fsync(stream.fileno())
            beside.rename(folder / version)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise _not_written(folder, error) from error
    return version


def put(path: Path, write: Callable[[Path], None]) -> None:
    """Put one file in place of an earlier one: written beside, then moved.

    Raises
    ------
    NotWritten
        It could not be; the earlier one is whole.
    """
    beside = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def digests(folder: Path) -> dict[str, str]:
    """The files of a version by name, with their SHA-256."""
    return {file.name: digest(file) for file in sorted(folder.iterdir())}


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return sha256(file.read_bytes()).hexdigest()


def altered(folder: Path, files: Mapping[str, str]) -> list[str]:
    """The files of a version that are missing, or are not as they were written."""
    there = digests(folder)
    return [name for name, written in files.items() if there.get(name) != written]


def _not_written(target: Path, error: OSError) -> NotWritten:
    """What is said where a file or folder cannot be written: which one was to be, never that of its unfinished copy."""
    return NotWritten(Message("not_written", {"path": str(target), "cause": error.strerror or str(error)}))
