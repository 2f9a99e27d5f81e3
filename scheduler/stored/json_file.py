"""JSON as it comes from outside: bounded, and nothing in it that JSON does not know or a sheet could not show."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scheduler import files


def read_json(path: Path) -> Any:
    """The content of a JSON file in UTF-8.

    Raises
    ------
    OSError
        It cannot be read, or is no file.
    ValueError
        It is no JSON, names a thing twice, or holds NaN, infinity, or half a character.
    """
    try:
        content = json.loads(files.read(path).decode(), parse_constant=_refused, object_pairs_hook=_each_once)
        json.dumps(content, ensure_ascii=False).encode()  # half a character has no UTF-8
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return content


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _each_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    listed = list(pairs)
    found = dict(listed)
    if len(found) != len(listed):
        raise ValueError("a name stands twice in one object")
    return found
