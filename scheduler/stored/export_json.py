"""export.json: what an export has told each recipient, so that the next one knows what is different."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from scheduler import files
from scheduler.domain import Message, Problem, Sent, Source
from scheduler.errors import IntakeError
from scheduler.sealed import sealed

SCHEMA = 1


def export_json(sent: Sent) -> bytes:
    """What was sent, sealed."""
    return sealed({"schema": SCHEMA} | _converter().unstructure(sent))


def read_export(path: Path) -> Sent:
    """Read what an export has told.

    Raises
    ------
    IntakeError
        The file is missing, or not as it was written.
    """
    try:
        data = files.read(path)
        content = json.loads(data)
        content.pop("sha256")
        if content.pop("schema") == SCHEMA:
            found: Sent = _converter().structure(content, Sent)
            if export_json(found) == data:
                return found
    except Exception:  # whatever else it may hold
        pass
    raise IntakeError(Problem("export.altered", {"folder": path.parent.name}, (Source(f"{path.parent.name}/{path.name}"),)))


@cache
def _converter() -> Any:
    from cattrs import Converter  # only exports need it

    converter = Converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(Message, lambda message: message.key)  # an outward reason, which has no values
    converter.register_structure_hook(Message, lambda key, _: Message(key))
    return converter
