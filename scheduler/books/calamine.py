"""Workbooks that openpyxl does not read, by calamine: .xls, .ods, and .xlsx that only Excel or calamine makes sense of."""

import json
import subprocess
import sys
import threading
import time as clock
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from scheduler.books import calamine_apart as apart
from scheduler.books.limits import MOST_CELLS, Refused
from scheduler.books.sheets import Merged, Sheet
from scheduler.domain import Source
from scheduler.domain.cells import Cell

LOOK_AGAIN_AFTER = 0.02
"""Seconds between two looks at how much memory the reader takes."""


def read_other_book(data: bytes, name: str) -> dict[str, Sheet] | None:
    """The sheets by title; `None` where it is no workbook, or a damaged one.

    Raises
    ------
    Refused
        It takes more memory or time to read than a workbook of an event can.
    """
    command = [sys.executable, "-P", str(Path(apart.__file__)), str(MOST_CELLS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:
        threading.Thread(target=_watch, args=(reader,), daemon=True).start()
        written, _ = reader.communicate(data)
    if reader.returncode == apart.DAMAGED:
        return None
    if reader.returncode != 0:
        raise Refused("file.too_large")
    return {found["title"]: _sheet(found, Source(name, found["title"])) for found in json.loads(written)}


def _watch(reader: "subprocess.Popen[bytes]") -> None:
    """End a reader that takes too much, where the system does not."""
    import psutil  # only such files need it

    last = clock.monotonic() + 6 * apart.MOST_SECONDS
    while reader.poll() is None:
        try:
            started = psutil.Process(reader.pid)
            all_of_it = [started, *started.children(recursive=True)]  # in a venv, Windows starts a starter
            taken = sum(process.memory_info().rss for process in all_of_it)
            if taken > apart.MOST_MEMORY or clock.monotonic() > last:
                for process in all_of_it:
                    process.kill()
        except psutil.Error:  # it has just ended
            pass
        clock.sleep(LOOK_AGAIN_AFTER)


def _sheet(found: Mapping[str, Any], here: Source) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    place = Sheet(here, {}).place
    for row, column, value in found["cells"]:
        rows.setdefault(row, {})[column] = Cell(_as_excel(value), place(row, column))
    merged = (
        Merged(min(top, bottom) + 1, min(left, right) + 1, max(top, bottom) + 1, max(left, right) + 1)
        for (top, left), (bottom, right) in found["merged"]
    )
    return Sheet(here, rows, tuple(merged))


def _as_excel(value: Any) -> Any:
    """A date as the datetime that openpyxl makes of it; a whole number as one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        ((kind, written),) = value.items()
        if kind == "timedelta":
            return timedelta(seconds=written)
        if kind == "time":
            return time.fromisoformat(written)
        day = date.fromisoformat(written[:10])
        return datetime.fromisoformat(written) if kind == "datetime" else datetime(day.year, day.month, day.day)
    return value
