"""A season on the desk, from an empty folder to the day itself, as a secretary clicks through it in a browser.

The walk is made with the texts of a language alone: a label that is not on the page ends it. Where there is something to be
shown, it says so by a name; the pictures of the guides are taken there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

from scheduler import words
from tests.desk import offices

EVENT = "plaza-2026"
SCREEN: ViewportSize = {"width": 1280, "height": 860}
PATIENTLY = 30_000
"""Milliseconds that a timetable may take, on a machine that does much else."""

NOW = f"{offices.DAY} 14:45"
"""A moment of the day at which two meetings run."""

MOVED, TO = "M06", ("16:30", "VooV 1")
"""The meeting that is put elsewhere by hand, and where."""

LATE = "M09"
"""The meeting that runs longer on the day."""


@dataclass(frozen=True)
class Said:
    """A change: as it is chosen and typed on the page, and as a sentence of the command line."""

    kind: str
    fields: Mapping[str, str]
    sentence: str


def news() -> tuple[Said, ...]:
    """What is heard once the letters are out; several timetables answer to it."""
    return (
        Said("consent", {"meeting": "M09", "government": "KR01", "consent": "agreed"}, "consent M09 KR01 agreed"),
        Said("withdraw", {"government": "JP05"}, "withdraw JP05"),
        Said("request", {"government": "KR02", "by": "JP01"}, "request KR02 JP01"),
    )


def last_details(language: str) -> tuple[Said, ...]:
    """What is settled shortly before the day."""
    who, at = offices.interpreter(2, language), f"{offices.DAY} 16:30"
    name = f'"{who}"' if " " in who else who
    return (
        Said("lost", {"interpreter": who, "from": at.replace(" ", "T")}, f"lost {name} from {at}"),
        Said("cancel", {"meeting": "M11"}, "cancel M11"),
    )


PINNED = "M04"
"""Where it stays is said on the timetable itself, in the details of the meeting."""

PICTURES = ("begin", "questions", "timetable", "move", "letters", "letter", "changes", "answers", "versions", "day")
"""What the walk calls that of which the guides have a picture, in its order."""

REASON = {"en": "asked for by telephone", "ja": "電話による申出", "ko": "전화 요청", "zh": "电话告知"}


@dataclass
class Secretary:
    """Somebody at a desk that was opened without an event.

    Attributes
    ----------
    tab
        The page in the browser, which was let in.
    folder
        In which the desk was opened: its events are in `inputs`, what it writes is in `outputs`.
    language
        In which the desk is opened.
    returned
        The forms as they came back.
    """

    tab: Page
    folder: Path
    language: str
    returned: list[Path] = field(default_factory=list)

    @property
    def event(self) -> Path:
        return self.folder / "inputs" / EVENT

    @property
    def home(self) -> Path:
        """Where its versions are."""
        return self.folder / "outputs" / EVENT

    # -------------------------------------------------------------------------------------------- what an eye and a hand do

    def say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, values)

    def button(self, key: str, **values: object) -> Locator:
        return self.tab.get_by_role("button", name=self.say(key, **values), exact=True)

    def press(self, key: str, **values: object) -> None:
        self.button(key, **values).first.click()

    def sees(self, what: Locator, text: str = "", count: int = 1) -> None:
        """Wait until something is there so often, or says something."""
        if text:
            expect(what.first).to_contain_text(text, timeout=PATIENTLY)
        else:
            expect(what).to_have_count(count, timeout=PATIENTLY)

    def go(self, place: str) -> None:
        """To a place of the event, by the list of places."""
        self.tab.get_by_role("navigation").get_by_role("link", name=self.say(f"desk.place.{place}")).click()
        self.tab.wait_for_load_state()

    def is_kept(self, version: str) -> None:
        """The timetable shows a version of which nothing is changed."""
        expect(self.tab.locator("#draft-is")).to_have_text(self.say("desk.page.as_kept", version=version), timeout=PATIENTLY)

    def type_in(self, said: Said, reason: str = "") -> None:
        """Choose and type a change on the place Changes."""
        self.go("changes")
        self.tab.locator('#change [name="kind"]').select_option(said.kind)
        for name, value in said.fields.items():
            input = self.tab.locator(f'#change [name="{name}"]')
            input.select_option(value) if input.evaluate("one => one.matches('select')") else input.fill(value)
        self.tab.locator('#change [name="reason"]').fill(reason)

    def try_change(self, said: Said, reason: str = "") -> None:
        """The timetable then shows what it does."""
        self.type_in(said, reason)
        self.press("desk.say_it")
        self.sees(self.tab.locator("#draft.changed"))

    # ------------------------------------------------------------------------------------------------------- the season

    def season(self) -> Iterator[str]:
        """Work through all of it; what is shown at each name is what the guides show."""
        yield from self.begin()
        yield from self.receive_forms()
        yield from self.make_the_timetable()
        yield from self.move_a_meeting()
        yield from self.send_letters()
        yield from self.take_in_changes()
        yield from self.send_what_is_different()
        yield from self.the_day()
        self.show_to_guests()

    def begin(self) -> Iterator[str]:
        """A new event; its workbook is filled in in Excel, and the forms are made from it."""
        self.sees(self.button("desk.begin"))
        self.tab.wait_for_load_state()  # before, the desk says that it opens
        self.tab.get_by_label(self.say("desk.name")).fill(EVENT)
        self.press("desk.begin")
        self.tab.locator("#begun").get_by_role("link", name=EVENT).click()
        self.sees(self.button("desk.intake.open_book"))
        yield "begin"
        offices.fill_in(self.event / "event.xlsx", self.language)
        self.press("desk.intake.again")
        self.sees(self.tab.locator("#said"), self.say("desk.page.read_again"))
        self.press("desk.intake.make_forms")
        self.sees(self.tab.locator("#said"), str(len(offices.NAMES)))

    def receive_forms(self) -> Iterator[str]:
        """Fourteen forms come back; two of them are of the offices' own design, and one name may be two provinces."""
        self.returned = offices.answered(self.event / "forms", self.folder / "returned")
        with self.tab.expect_file_chooser() as chooser:
            self.press("desk.intake.choose_files")
        chooser.value.set_files(self.returned)
        self.sees(self.tab.locator("#received li.fine"), count=len(self.returned))
        self.sees(self.tab.locator(".answer"), count=3)
        self.button("desk.intake.show_sheet").last.click()
        self.sees(self.tab.locator("td.here"))
        yield "questions"
        self.tab.locator('.candidate[data-answer="CN05"]').click()
        for left in (1, 0):
            self.press("desk.intake.show_layout")
            self.sees(self.tab.locator(".shown table"))
            self.tab.locator(".candidate").first.click()
            self.sees(self.tab.locator(".files .answer"), count=left)

    def make_the_timetable(self) -> Iterator[str]:
        self.press("desk.solve")
        self.is_kept("v001")
        yield "timetable"

    def move_a_meeting(self) -> Iterator[str]:
        """One is dragged to another time; every place says before what it would be."""
        block = self.block(MOVED)
        self.tab.mouse.move(*_middle(block))
        self.tab.mouse.down()
        self.tab.mouse.move(*_middle(block, 12))
        self.sees(self.tab.locator(".cell.over"))
        self.tab.mouse.move(*_middle(self.cell(*TO)), steps=4)
        self.sees(self.tab.locator("#hint b"), TO[0])
        yield "move"
        self.tab.mouse.up()
        self.sees(self.tab.locator("#draft.changed"))
        self.press("desk.keep")
        self.is_kept("v002")

    def send_letters(self) -> Iterator[str]:
        """Everything to everybody; letters through one national body are marked together, and the version counts as sent."""
        self.go("sending")
        self.write("desk.sending.all", "v002-1")
        self.tab.locator('#filter [name="via"]').select_option("CLAIR")
        self.tab.locator('[data-all="sent"]').click()
        self.press("desk.page.mark_them")
        self.tab.locator('#filter [name="via"]').select_option("*")
        self.tab.locator('#letters tr[data-state=""] [data-state="sent"]').first.click()
        self.sees(self.tab.locator('#letters [data-via="CPAFFC"] .sent-on:not(:empty)'))
        yield "letters"
        self.tab.locator("[data-look]").first.click()
        self.sees(self.tab.locator("#letter pre"))
        yield "letter"
        self.tab.locator("#letter").get_by_role("button", name=self.say("page.close"), exact=True).click()
        self.release("v002", "desk.page.anyway")

    def take_in_changes(self) -> Iterator[str]:
        """News that can be met in several ways, which are looked at on the grid; then the last details."""
        *first, last = news()
        for said in first:
            self.try_change(said, REASON[self.language])
        self.type_in(last, REASON[self.language])
        yield "changes"
        self.press("desk.say_it")
        self.sees(self.tab.locator("#repair:enabled"))
        self.press("desk.repair")
        self.sees(self.tab.locator("#answers article"), count=3)
        yield "answers"
        self.press("desk.page.show")
        self.press("desk.back_to_draft")
        self.press("desk.page.take", number=2)
        self.is_kept("v003")
        for said in last_details(self.language):
            self.try_change(said)
        self.block(PINNED).click()
        self.press("desk.page.pin")
        self.press("desk.page.pinned_start")
        self.sees(self.tab.locator(f'#grid .pinned[data-id="{PINNED}"]'))
        self.press("desk.keep")
        self.is_kept("v004")

    def send_what_is_different(self) -> Iterator[str]:
        """Those alone are written to for whom something is different; two versions are looked at side by side."""
        self.go("sending")
        self.write("desk.sending.different", "v004-2")
        self.tab.locator('[data-all="sent"]').click()
        self.press("desk.page.mark_them")
        self.sees(self.tab.locator('#letters tr[data-state=""]'), count=0)
        self.go("versions")
        self.tab.locator('#compare [name="old"]').select_option("v002")
        self.press("desk.versions.compare_them")
        self.sees(self.tab.locator("#sides section.day"), count=2)
        yield "versions"
        self.release("v004", "desk.page.anyway")

    def the_day(self) -> Iterator[str]:
        """A meeting runs late, and another has to wait for it."""
        self.go("day")
        self.tab.locator('#moment [name="now"]').fill(NOW.replace(" ", "T"))
        self.sees(self.tab.locator("#running li"), count=2)
        yield "day"
        running = self.tab.locator("#running li").filter(has_text=LATE)
        running.get_by_role("button", name=self.say("desk.page.late", minutes=20)).click()
        self.press("desk.page.make_so")
        self.sees(self.tab.locator("#said"), "v005")

    def show_to_guests(self) -> None:
        """Others look on: the timetable and the day are left, without what is not for them."""
        self.tab.get_by_label(self.say("desk.guests")).check()
        self.sees(self.tab.get_by_role("navigation").get_by_role("link"), count=2)
        self.tab.get_by_label(self.say("desk.guests")).uncheck()
        self.sees(self.tab.get_by_role("navigation").get_by_role("link"), count=6)

    # ---------------------------------------------------------------------------------------------------- steps of these

    def write(self, what: str, export: str) -> None:
        """Write letters: all of them, or what is different; they are listed under the name of the export."""
        self.tab.get_by_label(self.say(what)).check()
        self.press("desk.sending.write")
        self.sees(self.tab.locator("#list-title"), export)

    def release(self, version: str, anyway: str = "") -> None:
        """Mark a version as sent out, perhaps though something is open."""
        self.go("versions")
        self.press("desk.release")
        if anyway:
            self.press(anyway)
        self.sees(self.tab.locator(f'[data-take-back="{version}"]'))

    def block(self, id: str) -> Locator:
        return self.tab.locator(f'#grid .meeting[data-id="{id}"]')

    def cell(self, time: str, room: str) -> Locator:
        """The place of a start and a room while a meeting is in hand."""
        start, number = f"{offices.DAY}T{time}:00+09:00", offices.ROOMS.index(room)
        is_it = "([start, room]) => ({ cell }) => cell.start === Date.parse(start) / 60000 && cell.room === room"
        cells = self.tab.locator(".cell")
        return cells.nth(cells.evaluate_all(f"(all, asked) => all.findIndex(({is_it})(asked))", [start, number]))


def _middle(where: Locator, aside: float = 0) -> tuple[float, float]:
    """Where a mouse points at something."""
    where.scroll_into_view_if_needed()
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] / 2 + aside, box["y"] + min(box["height"] / 2, 10)


def sentences(said: Sequence[Said]) -> list[str]:
    """As options of a command."""
    return [part for one in said for part in ("--change", one.sentence)]
