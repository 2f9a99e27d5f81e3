"""A small plaza on spreadsheets, made at random; whatever of it is not everybody's business is marked as such."""

from pathlib import Path
from random import Random

from tests.small import Desk

DAYS = ("2021-11-05", "2021-11-04")
GOVERNMENTS = {
    "CN01": ("Asia/Shanghai", "zh", "Alder"),
    "CN02": ("Asia/Shanghai", "zh", "Birch"),
    "JP01": ("Asia/Tokyo", "ja", "Cedar"),
    "JP02": ("Asia/Tokyo", "ja/en", "Hazel"),
    "KR01": ("Asia/Seoul", "ko", "Juniper"),
    "KR02": ("Asia/Seoul", "ko", "Rowan"),
    "AU01": ("Australia/Adelaide", "en", "Willow"),
}
"""Zone, languages, and the word by which each is known in any language."""

BODIES = {"CN": "CPAFFC", "JP": "CLAIR", "KR": "GAOK", "AU": ""}
PEOPLE = ("Ingrid", "Ivo", "Isolde", "Imre")


def small_plaza(folder: Path, dice: Random) -> Desk:
    """Three to six governments, up to six meetings, two or three rooms, up to four interpreters; nothing is solved yet."""
    desk = Desk(folder, solved=False)
    codes = sorted(dice.sample(sorted(GOVERNMENTS), dice.randint(3, 6)))
    _of_the_event(desk, dice)
    _of_governments(desk, codes, dice)
    _of_rooms_and_people(desk, dice)
    _of_requests(desk, codes, dice)
    desk.headings["Links"] = ["Meeting", "Join link", "Meeting ID", "Passcode"]
    desk.rows["Links"] = []
    desk.write()
    return desk


def _of_the_event(desk: Desk, dice: Random) -> None:
    desk.rows["Event"] = [["Event name", "Small"], ["Host time zone", dice.choice(("Asia/Seoul", "Asia/Shanghai"))]]
    desk.set(
        ("Secretariat", "Office"),
        ("Secretariat e-mail", "office@example.org"),
        ("Start grid (min)", 30),
        ("Room changeover (min)", dice.choice((0, 10))),
        ("Government break (min)", dice.choice((0, 15))),
        ("Trilateral duration (min)", 60),
        ("One-sided requests", dice.choice(("ask", "ask", "ask", "schedule"))),
        ("Relay interpreting", dice.choice(("yes", "no"))),
    )
    if dice.random() < 0.5:
        desk.set(("Consent due by", "2021-10-20"))
    desk.rows["Slots"] = [
        [day, f"{first:02}:00", f"{first + hours:02}:00", session]
        for day in DAYS[: dice.randint(1, 2)]
        for first, hours, session in ((9, 3, "Morning"), (14, dice.randint(1, 3), "Afternoon"))
    ]


def _of_governments(desk: Desk, codes: list[str], dice: Random) -> None:
    desk.headings["Governments"] = [
        *("Code", "Country", "Name (English)", "Name (Chinese)", "Name (Japanese)", "Name (Korean)", "Time zone"),
        *("Languages", "Office hours", "Lunch", "Via", "Department", "Contact", "Title", "E-mail", "Phone"),
    ]
    desk.rows["Governments"] = []
    for code in codes:
        zone, languages, word = GOVERNMENTS[code]
        names = [word, f"{word}省", f"{word}県", f"{word}도"]
        contact = (f"contact-of-{code}", dice.choice(("", f"title-of-{code}"))) if dice.random() < 0.5 else ("", "")
        via = dice.choice(("", BODIES[code[:2]]))
        office = dice.choice(("", f"office-of-{code}"))
        mail = dice.choice(("", f"mail-of-{code}@example.org"))
        desk.rows["Governments"].append(
            [code, code[:2], *names, zone, languages, "any", "any", via, office, *contact, mail, f"phone-of-{code}"]
        )


def _of_rooms_and_people(desk: Desk, dice: Random) -> None:
    """R1 has a link of its own; R2 sometimes; R3 belongs to whoever meets there."""
    desk.headings["Rooms"] = ["Room", "Platform", "Join link", "Link belongs to"]
    links = [f"https://a.example/link-of-R{number}" for number in (1, 2, 3)]
    links[1] = dice.choice(("", links[1]))
    desk.rows["Rooms"] = [
        [f"R{number}", dice.choice(("", "Zoom")), links[number - 1], "meeting" if number == 3 else "room"]
        for number in range(1, dice.choice((2, 2, 3)) + 1)
    ]
    desk.rows["Interpreters"] = [
        [name, "/".join(dice.sample(("zh", "ja", "ko", "en"), dice.choice((3, 4, 4))))]
        for name in PEOPLE[: dice.choice((0, 2, 4, 4))]
    ]


def _of_requests(desk: Desk, codes: list[str], dice: Random) -> None:
    """Some asked for by both sides, some by one; of two or three parties; some with a guest who may come."""
    desk.headings["Requests"] = [
        *("No.", "Requester", "Counterpart", "Optional attendees", "Choice", "Topic", "Duration (min)", "Interpreter"),
        *("Mandatory", "Notes"),
    ]
    desk.rows["Requests"] = []
    taken: set[frozenset[str]] = set()
    for _ in range(dice.randint(3, 6)):
        parties = dice.sample(codes, dice.choice((2, 2, 3)))
        if frozenset(parties) in taken:
            continue
        taken.add(frozenset(parties))
        guests = [code for code in codes if code not in parties]
        guest = dice.choice(guests) if guests and dice.random() < 0.3 else ""
        for asking in parties[: dice.choice((1, 1, 2))]:
            number = len(desk.rows["Requests"]) + 1
            others = [code for code in parties if code != asking]
            topic = dice.choice(("", f"topic-of-{number}"))
            rank = dice.choice(("", "", 1, 2, 3, "decline")) if asking != parties[0] else dice.choice(("", 1, 2))
            length, people = dice.choice(("", 30, 60)), dice.choice(("", "", "own"))
            desk.rows["Requests"].append(
                [number, asking, "; ".join(others), guest, rank, topic, length, people, "", f"note-of-{number}"]
            )
