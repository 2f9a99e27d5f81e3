"""The events to choose from, and the beginning of a new one."""

from typing import Any

from scheduler.desk.state import BOOK, At
from scheduler.domain import Message
from scheduler.errors import UsageError
from scheduler.files import file_name
from scheduler.tasks.begin import begin as begin_folder


def place(at: At) -> dict[str, Any]:
    return {"events": at.desk.events}


def begin(at: At, asked: dict[str, Any]) -> dict[str, Any]:
    """Begin an event under a name; what is there is not written over."""
    name = str(asked["name"]).strip()
    if not name or name != file_name(name, "") or name.startswith("."):
        raise UsageError(Message("desk.no_name", {"name": name or "–"}))
    begun = begin_folder(at.desk.folder(name), at.language)
    return {"event": name, "book": str((at.desk.folder(name) / BOOK).resolve()), "written": len(begun.written)}
