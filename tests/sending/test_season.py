"""Through any season everybody knows what concerns them and nothing else, whatever was sent of it and whatever was not."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scheduler.domain import Event
from tests.events import event, meeting, timetable
from tests.sending.packet import plain
from tests.sending.season import (
    EVERYBODY,
    Known,
    Store,
    exported,
    knowledge,
    lines,
    mark_as_sent,
    plazas,
    taking_place,
    timetables,
)

FEW = settings(
    max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)


@FEW
@given(st.data())
def test_what_was_sent_leaves_each_calendar_as_the_last_timetable(data: st.DataObject) -> None:
    season(data.draw(plazas()), data, steps=data.draw(st.integers(1, 5)))


def season(of: Event, data: st.DataObject, steps: int) -> int:
    """Of each export some letters are sent and marked so, and at last all that are left; how many letters there were."""
    stores = {name: Store({}) for name in EVERYBODY}
    sent: dict[str, Known] = {name: {} for name in EVERYBODY}
    letters = 0
    with tempfile.TemporaryDirectory() as folder:
        for step in range(steps + 1):
            table = data.draw(timetables(of))
            whole = data.draw(st.booleans()) and step < steps
            export = exported(Path(folder), of, table, changed_since=None if whole else "sent", formats=("ics", "txt"))
            now = knowledge(of, table)
            written = {line.name: line for line in lines(export) if not line.about.startswith("consent")}
            letters += len(written)
            if not whole:
                assert set(written) == {name for name in EVERYBODY if now[name] != sent[name]}
            rows = []
            for name, line in ((name, line) for name, line in written.items() if not whole and sent[name]):
                said = (line.folder / "letter.txt").read_text(encoding="utf-8")
                other = {id for id in {*now[name], *sent[name]} if now[name].get(id) != sent[name].get(id)}
                assert all(id in said for id in other), "every difference is named"
            for name, line in written.items():
                publish = Store({})
                publish.take(line.folder / "calendar.ics")
                assert publish.live == taking_place(now[name])
                if step == steps or data.draw(st.booleans()):
                    rows.append(line.row)
                    sent[name] = now[name]
                    stores[name].take(line.folder / "request.ics")
                    stores[name].take(line.folder / "cancel.ics")
            mark_as_sent(export, rows)
        assert {name: store.live for name, store in stores.items()} == {name: taking_place(now[name]) for name in EVERYBODY}
        assert not list(lines(exported(Path(folder), of, table, changed_since="sent")))
    return letters


@FEW
@given(st.data())
def test_nothing_of_a_meeting_stands_in_a_file_of_one_who_is_not_in_it(data: st.DataObject) -> None:
    of = data.draw(plazas())
    with tempfile.TemporaryDirectory() as folder:
        table = data.draw(timetables(of))
        known = knowledge(of, table)
        for line in lines(exported(Path(folder), of, table)):
            said = b"".join(plain(path.read_bytes()) for path in sorted(line.folder.iterdir()))
            assert b"secret" not in said
            for meeting in of.meetings:
                number = meeting.id[1:].encode()
                theirs = meeting.id in taking_place(known[line.name])
                secrets = [b"link-of-" + number, b"pass-of-" + number, b"topic-of-" + number.lstrip(b"0")]
                for secret in secrets[: 2 if line.name.startswith("R") else 3]:
                    assert theirs or secret not in said, (line.name, secret)
                assert not line.name.startswith("R") or secrets[2] not in said, "who runs a room need not know the topic"


def test_a_meeting_is_cancelled_in_the_same_way_in_every_file(tmp_path: Path) -> None:
    """It was told of at nine, which was sent, and at ten, of which that is not known; then it does not take place."""
    of = event(meeting("M01", "CN01", "JP01", weight=8))
    told = [timetable(of, M01=(9, "R1")), timetable(of, M01=(10, "R1")), timetable(of)]
    first = exported(tmp_path, of, told[0])
    mark_as_sent(first, [line.row for line in lines(first)])
    exported(tmp_path, of, told[1], changed_since="sent")
    written = [exported(tmp_path, of, told[2], changed_since=since) for since in (None, "sent")]
    calendars = [{line.name: (line.folder / "cancel.ics").read_bytes() for line in lines(export)} for export in written]
    assert calendars[0] == calendars[1] != {}
