"""A program of its own: a workbook on standard input → its cells as JSON on standard output, by calamine.

Its one argument is how many cells that are not empty the file may hold.

Calamine lays a sheet out as one rectangle up to its last cell, and cannot be told not to: so it works where the system
bounds its memory and time, and what happens to it happens to it alone.
"""

import json
import signal
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

MOST_MEMORY = 300 * 2**20
MOST_SECONDS = 10

DAMAGED, TOO_LARGE = 3, 4
"""How it ends where it cannot read the file, and where the file is too much for it."""


def main(most_cells: int) -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    except (ImportError, ValueError, OSError):  # whoever has called this watches it as well
        pass
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever has called this, and ends this as well
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        if len(set(book.sheet_names)) != len(book.sheet_names):
            sys.exit(DAMAGED)
        found = [_sheet(title, book.get_sheet_by_name(title), most_cells) for title in book.sheet_names]
        if sum(len(sheet["cells"]) for sheet in found) > most_cells:
            sys.exit(TOO_LARGE)
        sys.stdout.write(json.dumps(found))
    except MemoryError:
        sys.exit(TOO_LARGE)
    except SystemExit:
        raise
    except BaseException as error:  # what calamine trips over it raises as a panic, which is no Exception
        sys.exit(TOO_LARGE if "capacity overflow" in str(error) else DAMAGED)


def _sheet(title: str, sheet: Any, most_cells: int) -> dict[str, Any]:
    cells = (
        (row, column, _plain(value))
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
        for column, value in enumerate(values, start=1)
        if value != "" and not (isinstance(value, str) and not value.strip())
    )
    return {"title": title, "cells": list(islice(cells, most_cells + 1)), "merged": sheet.merged_cell_ranges or ()}


def _plain(value: Any) -> Any:
    """A value as JSON has it; of a time, which kind it is beside it."""
    if isinstance(value, (datetime, date, time)):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    return value


if __name__ == "__main__":
    main(int(sys.argv[1]))
