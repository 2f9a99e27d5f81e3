"""Faults of the file system: the n-th file operation in a folder fails, or is where the process is killed."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

OPERATIONS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.truncate")
"""As Python's audit events call them."""


def nothing() -> None:
    """Let the operation be."""


class _Watch:
    def __init__(self) -> None:
        self.folder, self.count, self.at = "", 0, -1
        self.strike = nothing

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.folder or event not in OPERATIONS or not self._concerns(arguments[0]):
            return
        self.count += 1
        if self.count == self.at:
            self.strike()

    def _concerns(self, path: object) -> bool:
        return isinstance(path, (str, bytes, os.PathLike)) and os.fsdecode(path).startswith(self.folder)


_watch = _Watch()
sys.addaudithook(_watch)


@contextmanager
def watched(folder: Path, at: int = -1, strike: Callable[[], None] = nothing) -> Iterator[_Watch]:
    """Count the operations on files in a folder; what is to happen at one of them may raise, or kill."""
    _watch.folder, _watch.count, _watch.at, _watch.strike = str(folder), 0, at, strike
    try:
        yield _watch
    finally:
        _watch.folder = ""


def failing(code: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail
