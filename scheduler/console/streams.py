"""Standard output and standard error, to which writing never fails: what is done does not depend on who is listening."""

import io
import os
import sys
from typing import Any, TextIO


class _Heedless(io.BufferedIOBase):
    """Writes where it can; a pipe that was closed or a disk that is full loses the text, and nothing else.

    Nothing is kept back, so that what Ctrl-C has to say may come in the middle of another line being written.
    """

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return bool(self._raw.isatty())

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def write(self, data: Any) -> int:
        left = memoryview(data)
        try:
            while left and (taken := self._raw.write(left)):  # none, where somebody has made a full pipe not wait
                left = left[taken:]
            self._raw.flush()
        except OSError:
            pass
        return len(data)


def open_streams() -> None:
    """Put both in place of those that Python has opened, which may be closed, and fail when they are written or flushed.

    A character that the console cannot show becomes a question mark.
    """
    for number in range(3):  # else the first file that is opened would be taken for a closed stream
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _heedless(sys.stdout, 1)
    sys.stderr = _heedless(sys.stderr, 2)


def _heedless(stream: TextIO | None, number: int) -> TextIO:
    binary = getattr(stream, "buffer", None) or io.FileIO(number, "w", closefd=False)
    raw: Any = _Heedless(getattr(binary, "raw", binary))
    return io.TextIOWrapper(raw, getattr(stream, "encoding", None), "replace", write_through=True)
