"""What `plaza solve` prints."""

import json
from typing import TYPE_CHECKING

from scheduler import words
from scheduler.console.says import print_json, show, show_tiers, tell

if TYPE_CHECKING:
    from scheduler.tasks import Solved


def show_solved(language: str, solved: "Solved", to_json: bool) -> None:
    """The timetable itself for a machine; else what was reached, and what has no place."""
    if to_json:
        print_json(json.loads((solved.folder / "timetable.json").read_bytes()))
        return
    tell(language, solved.notes)
    table = solved.timetable
    placed = {"placed": len(table.placements), "all": len(table.uncancelled)}
    met = {code for outcome in table.meetings if outcome.placement for code in outcome.governments}
    wanted = {code for outcome in table.meetings for code in outcome.governments}
    show(words.say(language, "solved.meetings", placed))
    show(words.say(language, "solved.governments", {"met": len(met), "all": len(wanted)}))
    show_tiers(language, table)
    for outcome in table.meetings:
        if outcome.reason:
            reason = words.say(language, outcome.reason.key, outcome.reason.values)
            line = words.say(language, "solved.left_out", {"meeting": outcome.id, "reason": reason})
            show(f"{line} [{', '.join(str(cell) for cell in outcome.reason.cells)}]")
    if solved.overturned:
        ids = [altered.id for altered in solved.overturned.altered]
        values = {"version": solved.overturned.old, "count": len(ids), "meetings": ids or ["–"]}
        show(words.say(language, "solved.overturned", values))
    show(words.say(language, "solved.written", {"folder": solved.folder}))
