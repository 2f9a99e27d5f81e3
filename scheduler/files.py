"""Files: read whole and bounded, written beside and moved in place, under names that every system takes."""

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from scheduler.domain import Message
from scheduler.errors import NotWritten

MOST_BYTES = 64 * 2**20
"""Of a file that is read."""

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries to move a file where Windows does not let it, while a scanner of viruses looks at it."""

WORKPLACE = ".unfinished-"
"""How the folder begins in which a run writes; what a run that was killed leaves of it the next one removes."""

LOCK = "lock"

MOST_LETTERS = 60
"""Of a name; many systems take 255 bytes, of which a letter may need four."""


class TooLarge(OSError):
    """A file is larger than it may be."""


def read(path: Path, most: int = MOST_BYTES) -> bytes:
    """The content of a file; never that of a pipe or a device, which may have no end.

    Raises
    ------
    TooLarge
        It has more than so many bytes.
    OSError
        It is not there, cannot be read, or is no file.
    """
    # A pipe is opened without waiting for somebody to write into it.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        with open(number, "rb", closefd=False) as stream:
            data = stream.read(most + 1) if found.st_size <= most else b""
    finally:
        os.close(number)
    if max(found.st_size, len(data)) > most:
        raise TooLarge(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def digest(path: Path) -> str:
    """The SHA-256 of a file.

    Raises
    ------
    OSError
        It cannot be read.
    """
    return sha256(read(path)).hexdigest()


def is_whole(path: Path, expected: str | None) -> bool:
    """Whether a file has this SHA-256; not where it cannot be read."""
    try:
        return digest(path) == expected
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder, where there is none.

    Raises
    ------
    NotWritten
        It could not be made.
    """
    with said(folder):
        folder.mkdir(parents=True, exist_ok=True)


def put(path: Path, write: Callable[[Path], None]) -> None:
    """Put one file in place of an earlier one: written beside, then moved.

    Raises
    ------
    NotWritten
        It could not be; the earlier one is whole.
    """
    with said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with workplace(path.parent) as here:
            write(here / path.name)
            flush(here / path.name)
            move(here / path.name, path)


def put_new(path: Path, data: bytes, beside: Path) -> bool:
    """Put a file where none is; `False`, and nothing is done, where there is one.

    Parameters
    ----------
    path, data
        The file, and what it is to hold.
    beside
        A folder on the same disk, in which it is written before it is moved in place.

    Raises
    ------
    NotWritten
        It could not be.
    """
    with said(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with workplace(beside) as here:
            (here / "content").write_bytes(data)
            flush(here / "content")
            return move_new(here / "content", path)


def move_new(source: Path, target: Path) -> bool:
    """Move a file to where none is, at once; `False`, and nothing is done, where there is one.

    Raises
    ------
    OSError
        It could not be.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:  # a disk on which a file has one name only
        if target.exists():
            return False
        move(source, target)
        return True
    source.unlink()
    return True


@contextmanager
def said(target: Path) -> Iterator[None]:
    """What is said where a file or folder cannot be written: which one was to be, never that of its unfinished copy.

    Raises
    ------
    NotWritten
        In place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise NotWritten(Message("not_written", {"path": str(target), "cause": error.strerror or str(error)})) from error


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder in which to write what is moved in place when it is whole; temporary files of libraries lie in it as well.

    Raises
    ------
    OSError
        Nothing can be written in `folder`.
    """
    _tidy(folder)
    here, lock = _own(folder)
    before, tempfile.tempdir = tempfile.tempdir, str(here)
    try:
        yield here
    finally:
        tempfile.tempdir = before
        lock.close()  # Windows removes no file that is open
        shutil.rmtree(here, ignore_errors=True)


def _own(folder: Path) -> tuple[Path, BinaryIO]:
    """A new folder, and the lock by which other runs see that somebody is at work in it."""
    while True:
        here = Path(tempfile.mkdtemp(prefix=WORKPLACE, dir=folder))
        with suppress(FileNotFoundError):  # another run has just tidied it away
            stream = (here / LOCK).open("xb")
            if locked(stream) and (here / LOCK).exists():
                return here, stream
            stream.close()


def _tidy(folder: Path) -> None:
    """Remove what killed runs have left."""
    for left in folder.glob(f"{WORKPLACE}*"):
        dead = False
        with suppress(OSError):
            left.rmdir()  # where it is still empty
        try:
            with (left / LOCK).open("r+b") as lock:
                dead = locked(lock)
                if dead:
                    shutil.rmtree(left, ignore_errors=True)
        except FileNotFoundError:  # the lock is what is made first, and may be what was removed first
            dead = True
        except OSError:
            continue
        if dead:
            shutil.rmtree(left, ignore_errors=True)  # once more: Windows removes no file that is open


def locked(stream: BinaryIO) -> bool:
    """Lock an open file; false where another run has. The system lets it go when it is closed, however the run ends.

    Raises
    ------
    OSError
        The system knows no locks there.
    """
    import portalocker  # only runs that write need it

    try:
        portalocker.lock(stream, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        return False
    except portalocker.LockException as error:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)) from error
    return True


def flush(path: Path) -> None:
    """Wait until a file is on the disk, so that no failure of power leaves one by its name without its content."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def move(source: Path, target: Path) -> None:
    """Move a file, or a folder to where none is, at once; on Windows somebody else may have it open for a moment.

    Raises
    ------
    OSError
        It could not be.
    """
    for pause in PAUSES:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(source, target)


def file_name(text: str, ending: str) -> str:
    """A name for a file that every system takes, from text of any kind.

    What some system does not take in a name becomes `_`, and a few letters tell such a name from others.
    """
    from pathvalidate import sanitize_filename

    shown = text.encode(errors="replace").decode()
    name = sanitize_filename(shown, replacement_text="_", platform="universal", max_len=MOST_LETTERS)
    name = name.strip(".") or "_"  # `..` is a name to every system, and that of the folder above
    if name != text:
        name = f"{name}-{sha256(text.encode(errors='surrogatepass')).hexdigest()[:6]}"
    return f"{name}{ending}"
