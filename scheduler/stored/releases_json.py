"""releases.json: which versions were sent out, and when."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from scheduler import files
from scheduler.domain import Problem, Release, Source
from scheduler.errors import IntakeError
from scheduler.sealed import sealed

SCHEMA = 2


def releases_json(released: Sequence[Release]) -> bytes:
    """The list, sealed."""
    return sealed({"schema": SCHEMA, "released": [asdict(one) for one in released]})


def read_releases(path: Path) -> list[Release]:
    """What has been sent out, in order; empty where there is no list.

    Raises
    ------
    IntakeError
        The list is not as it was written.
    """
    try:
        data = files.read(path)
        released = [Release(**one) for one in json.loads(data)["released"]]
        texts = [text for one in released for text in asdict(one).values()]
        if releases_json(released) == data and all(isinstance(text, str) for text in texts):
            return released
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    raise IntakeError(Problem("versions.releases", {}, (Source(path.name),)))
