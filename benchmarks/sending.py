"""All packets of a large event: `python -m benchmarks.sending [MEETINGS] [GOVERNMENTS]`.

The meetings lie anywhere: what is sent need not know whether a timetable keeps the rules.
"""

import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.domain import Interpreter, Interpreting, MeetingOutcome, Names, Placement, Room, Timetable
from scheduler.tasks.export import Asked, write_export
from tests.events import event, government, meeting

COUNTRIES = ("CN", "JP", "KR")
OPENING = datetime(2021, 11, 5, 0, 0, tzinfo=UTC)


def main() -> None:
    meetings, governments = map(int, (*sys.argv[1:], *("1700", "330")[len(sys.argv) - 1 :]))
    dice = random.Random(1)
    codes = [f"{COUNTRIES[number % 3]}{number:03}" for number in range(governments)]
    people = tuple(Interpreter(f"Interpreter {number}", ("ja", "ko", "zh")) for number in range(meetings // 10))
    asked = [
        meeting(f"M{number:04}", *dice.sample(codes, 2), topic=f"topic {number}", weight=8)
        for number in range(1, meetings + 1)
    ]
    own = [
        replace(government(code), names=Names(f"Place {code}"), via=code[:2], email=f"{code}@example.org") for code in codes
    ]
    made = event(*asked, own=own, rooms=tuple(Room(f"R{n}") for n in range(meetings // 14)), interpreters=people)
    outcomes = []
    for one in made.meetings:
        start = OPENING + timedelta(minutes=15 * dice.randrange(96))
        who = (Interpreting("ja-zh", dice.choice(people).name),)
        place = Placement(start, start + timedelta(hours=1), dice.choice(made.rooms).name, who)
        outcomes.append(MeetingOutcome.of(one, "scheduled", place, f"https://a.example/{one.id}"))
    table = Timetable(event="large", meetings=tuple(outcomes), requests=(), version="v001")
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        found = write_export(Path(folder), made, table, "en", Asked())
        spent = time.process_time() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{meetings} meetings, {governments} governments: {found.letters} letters in {spent:.1f} CPU s, {most} MB")


if __name__ == "__main__":
    main()
