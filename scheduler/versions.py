"""The versions of an event's timetable: complete or absent, and never changed."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from scheduler.domain import Message
from scheduler.errors import NotWritten

NAME = re.compile(r"v(\d{3,})")


def names(folder: Path) -> list[str]:
    """The versions in an event's output folder, oldest first."""
    if not folder.is_dir():
        return []
    found = (entry.name for entry in folder.iterdir() if NAME.fullmatch(entry.name) and entry.is_dir())
    return sorted(found, key=_number)


def _number(name: str) -> int:
    return int(name.removeprefix("v"))


def ready(folder: Path) -> None:
    """See, before there is anything to lose, that versions can be saved here.

    Raises
    ------
    NotWritten
        They cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _not_written(folder, error) from error


def save(folder: Path, write: Callable[[Path, str], None]) -> str:
    """Save the next version: written beside, then moved in place.

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
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            taken = [_number(entry.name) for entry in folder.iterdir() if NAME.fullmatch(entry.name)]
            version = f"v{max(taken, default=0) + 1:03}"
            if _written(folder, version, write):
                return version
    except OSError as error:
        raise _not_written(folder, error) from error


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


def _not_written(folder: Path, error: OSError) -> NotWritten:
    where = str(error.filename or folder)
    return NotWritten(Message("not_written", {"path": where, "cause": error.strerror or str(error)}))


def _written(folder: Path, version: str, write: Callable[[Path, str], None]) -> bool:
    """Whether the version could be put in place; not so if another run took its number meanwhile."""
    beside = folder / f".{version}-{os.getpid()}.part"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        write(beside, version)
        for file in beside.iterdir():
            with file.open("r+b") as stream:
                os.fsync(stream.fileno())
        beside.rename(folder / version)
    except OSError:
        if (folder / version).exists():
            return False
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True
