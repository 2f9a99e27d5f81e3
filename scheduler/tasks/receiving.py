"""What came back from governments → the folder `requests/`: never over what is there, and put aside rather than removed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath, PureWindowsPath

from scheduler import files, words
from scheduler.domain import Message
from scheduler.errors import UsageError
from scheduler.tasks.begin import RETURNED

ASIDE = "put-aside"
"""The folder for what came back and is not to count."""

OF_PROGRAMS = re.compile(r"~\$.*|\.~lock\..*|\.ds_store|thumbs\.db|desktop\.ini", re.I)
"""Files that Excel and the system keep for themselves beside the forms."""

SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True)
class Received:
    """What became of a file that came.

    Attributes
    ----------
    asked, file
        The name it came by, and its path inside the event folder.
    already
        Whether a file of the same content was there; that one is named, and nothing was written.
    """

    asked: str
    file: str
    already: bool = False


def receive(folder: Path, name: str, data: bytes) -> Received:
    """Keep a file that came back in the folder `requests/` of an event; a file of that name is never written over.

    Parameters
    ----------
    folder
        The event folder.
    name
        What the file is called where it comes from; what some system does not take in a name is replaced.
    data
        All of it. What it says, or that it is no form, is found when the event is read.

    Raises
    ------
    UsageError
        There is no such event folder, `requests/` leads out of it, or the file is none that a government sends.
    NotWritten
        It could not be written.
    """
    returned = _returned(folder)
    stem, suffix = _safe(name)
    content = sha256(data).hexdigest()
    for path in _files(returned):
        if path.stat().st_size == len(data) and files.is_whole(path, content):
            return Received(name, path.relative_to(folder).as_posix(), True)
    for free in _free(returned, stem, suffix):
        if files.put_new(free, data, folder):
            return Received(name, free.relative_to(folder).as_posix())
    raise AssertionError("names do not end")


def put_aside(folder: Path, file: str) -> str:
    """Move a file out of `requests/`, so that it no longer counts; returns where it is now, inside the event folder.

    Raises
    ------
    UsageError
        There is no such file.
    NotWritten
        It could not be moved, and is where it was.
    """
    return _moved(folder, RETURNED, file, ASIDE)


def put_back(folder: Path, file: str) -> str:
    """Move a file that was put aside into `requests/` again; returns where it is now, as `put_aside`."""
    return _moved(folder, ASIDE, file, RETURNED)


def aside(folder: Path) -> tuple[str, ...]:
    """What was put aside, by path inside the event folder."""
    return tuple(path.relative_to(folder).as_posix() for path in _files(folder / ASIDE))


def _returned(folder: Path) -> Path:
    """The folder for what comes back, which is in the event folder and nowhere else."""
    if not folder.is_dir():
        raise UsageError(Message("usage.no_folder", {"folder": str(folder)}))
    if (folder / RETURNED).is_symlink():
        raise UsageError(Message("file.link", {"file": RETURNED}))
    return folder / RETURNED


def _safe(name: str) -> tuple[str, str]:
    """Stem and ending of a name, without folders, and with nothing that does not show or that some system does not take."""
    last = PureWindowsPath(PurePosixPath(words.on_one_line(unicodedata.normalize("NFC", name)).strip()).name).name
    if OF_PROGRAMS.fullmatch(last):
        raise UsageError(Message("desk.intake.of_programs", {"file": last}))
    plain = Path(last.lstrip("."))  # with a point before it, it would not be read
    suffix = plain.suffix if SUFFIX.fullmatch(plain.suffix) else ""
    return files.file_name(plain.name.removesuffix(suffix).rstrip() or "_", ""), suffix


def _free(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    """Names by which no file is there, whether or not the system tells capitals: `form.xlsx`, `form (2).xlsx`, …"""
    taken = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
    names = (f"{stem}{f' ({number})' if number > 1 else ''}{suffix}" for number in count(1))
    return (folder / name for name in names if name.casefold() not in taken)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _moved(folder: Path, out_of: str, file: str, to: str) -> str:
    source = next((path for path in _files(folder / out_of) if path.relative_to(folder).as_posix() == file), None)
    if source is None:
        raise UsageError(Message("desk.intake.no_file", {"file": file}))
    target = folder / to
    if target.is_symlink():
        raise UsageError(Message("file.link", {"file": to}))
    files.make_folder(target)
    with files.said(source):
        for free in _free(target, source.stem, source.suffix):
            if files.move_new(source, free):
                return free.relative_to(folder).as_posix()
    raise AssertionError("names do not end")
