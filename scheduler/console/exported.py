"""What `plaza export` prints: where the packets are, how many letters, and what to look at before any is sent."""

from typing import TYPE_CHECKING

from scheduler import words
from scheduler.console.says import as_json, print_json, show, tell

if TYPE_CHECKING:
    from scheduler.tasks import Exported


def show_exported(language: str, found: "Exported", to_json: bool) -> None:
    """What would embarrass comes first: it is to be read before anything leaves."""
    if to_json:
        before, notes = as_json(language, found.before_sending), as_json(language, found.notes)
        print_json({"folder": str(found.folder), "letters": found.letters, "before_sending": before, "notes": notes})
        return
    tell(language, found.notes)
    if found.before_sending:
        show(words.say(language, "export.before"))
    from scheduler.export.cells import in_ranges

    for message in found.before_sending:
        cells = f" [{', '.join(in_ranges(message.cells, language))}]" if message.cells else ""
        show(f"  – {words.say(language, message.key, message.values)}{cells}")
    show(words.say(language, "export.written", {"count": found.letters, "folder": found.folder}))
