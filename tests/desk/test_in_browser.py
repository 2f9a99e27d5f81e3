"""The desk in a browser: by mouse, by keys alone, by clicks alone; in two tabs; with the server gone and back."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, ViewportSize, expect

from scheduler import versions
from scheduler.desk.app import PLACES
from tests import browsers, small
from tests.desk.serving import Served

pytestmark = browsers.needed
browser = browsers.browser

PLAZA_22 = Path(__file__).parents[2] / "inputs" / "plaza-22"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
PHONE: ViewportSize = {"width": 375, "height": 800}
WIDE: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> small.Desk:
    return small.Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def served(event: small.Desk) -> Iterator[Served]:
    served = Served(event.event, event.out)
    yield served
    served.end()


@pytest.fixture(scope="module")
def faults() -> list[str]:
    """What the browser complains of."""
    return []


@pytest.fixture(scope="module")
def inside(browser: Browser, served: Served, faults: list[str]) -> Iterator[BrowserContext]:
    """A browser that was let in."""
    context = browser.new_context(viewport=WIDE, timezone_id="Asia/Seoul")
    context.on("console", lambda message: faults.extend(complaint(message)))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.new_page().goto(served.address)
    context.pages[0].close()
    yield context
    context.close()


def complaint(message: ConsoleMessage) -> list[str]:
    """What is more than that an answer of the server was a refusal."""
    told = message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text
    return [message.text] if told else []


@pytest.fixture
def tab(inside: BrowserContext, served: Served, event: small.Desk, faults: list[str]) -> Iterator[Page]:
    """The timetable of the first version, of which nothing was drafted yet."""
    shutil.rmtree(event.home / "desk", ignore_errors=True)
    for version in versions.names(event.home)[1:]:
        shutil.rmtree(event.home / version)
    tab = opened(inside, served)
    yield tab
    for page in inside.pages:
        page.close()
    assert faults == []


def opened(context: BrowserContext, served: Served, place: str = "timetable") -> Page:
    tab = context.new_page()
    tab.goto(f"{served.origin}/small/{place}")
    if place == "timetable":
        expect(block(tab, "M01")).to_be_visible()
    return tab


def block(tab: Page, id: str) -> Locator:
    return tab.locator(f'#grid .meeting[data-id="{id}"]')


def grid(tab: Page) -> Any:
    """The draft as the server has it."""
    return tab.request.get(tab.url.partition("/small/")[0] + "/small/timetable/grid").json()


def at(tab: Page, id: str) -> tuple[int, int]:
    one = next(one for one in grid(tab)["meetings"] if one["id"] == id)
    return one["start"], one["room"]


def cell(tab: Page, start: int, room: int) -> Locator:
    """Of those that are shaded."""
    found = f"marks => marks.findIndex(({{ cell }}) => cell.start === {start} && cell.room === {room})"
    return tab.locator(".cell").nth(tab.locator(".cell").evaluate_all(found))


def shaded(tab: Page, shade: str, but: tuple[int, int]) -> tuple[int, int]:
    """The last place of a shade that is not where the meeting is."""
    found = f"marks => marks.filter((mark) => mark.matches('.{shade}')).map(({{ cell }}) => [cell.start, cell.room])"
    start, room = next(tuple(one) for one in reversed(tab.locator(".cell").evaluate_all(found)) if tuple(one) != but)
    return start, room


def middle(where: Locator) -> tuple[float, float]:
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 10)


def lift(tab: Page, id: str) -> None:
    """Take a meeting up with the mouse, and wait for the shades."""
    block(tab, id).scroll_into_view_if_needed()
    x, y = middle(block(tab, id))
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 8, y + 3)
    expect(tab.locator(".cell").first).to_be_attached()


def drag(tab: Page, id: str, start: int, room: int) -> None:
    tab.mouse.move(*middle(cell(tab, start, room)), steps=4)
    expect(tab.locator(".cell.over")).to_have_count(1)


def back_where_it_was(tab: Page, before: Any) -> None:
    expect(tab.locator(".inhand, .cell, .lifted, .dragging")).to_have_count(0)
    expect(tab.locator("#hint")).to_have_text("")
    assert grid(tab) == before


# -------------------------------------------------------------------------------------------------------------- by mouse


def test_a_meeting_is_dragged_to_a_free_place(tab: Page) -> None:
    was = at(tab, "M03")
    lift(tab, "M03")
    start, room = shaded(tab, "good", was) if tab.locator(".cell.good").count() > 1 else shaded(tab, "worse", was)
    drag(tab, "M03", start, room)
    expect(tab.locator("#hint")).to_contain_text("possible")
    expect(tab.locator("#hint")).to_contain_text("To be told: JP02")
    tab.mouse.up()
    expect(block(tab, "M03")).to_have_class(re.compile("moved pinned provisional"))
    expect(block(tab, "M03")).to_be_focused()
    assert at(tab, "M03") == (start, room)
    expect(tab.locator("#draft-is")).to_have_text("Draft on version v001, not kept yet. Steps: 1")
    expect(tab.locator("#said")).to_have_text("Done. Every rule is kept.")
    expect(tab.locator("dialog[open]")).to_have_count(0)


def test_dropped_on_another_it_stays_there_marked_and_a_swap_is_offered(tab: Page) -> None:
    one, other = at(tab, "M01"), at(tab, "M04")
    shown = re.findall(r"\d\d:\d\d–\d\d:\d\d", block(tab, "M01").inner_text())
    lift(tab, "M01")
    drag(tab, "M01", *other)
    expect(tab.locator("#hint")).to_contain_text("breaks a rule.")
    tab.mouse.up()
    dialog = tab.get_by_role("dialog", name="M04 is where M01 was put")
    expect(dialog).to_be_visible()
    assert at(tab, "M01") == other
    expect(block(tab, "M01").locator("em.wrong")).to_have_count(1)
    expect(block(tab, "M04").locator("em.wrong")).to_have_count(1)
    expect(tab.locator("#keep")).to_be_disabled()
    dialog.get_by_role("button", name="Swap M01 and M04").click()
    expect(block(tab, "M04").locator(".head")).to_contain_text(*shown)
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    assert (at(tab, "M01"), at(tab, "M04")) == (other, one)


def test_what_breaks_a_rule_may_be_left_and_taken_back(tab: Page) -> None:
    before, other = grid(tab), at(tab, "M04")
    lift(tab, "M01")
    drag(tab, "M01", *other)
    tab.mouse.up()
    tab.get_by_role("button", name="Leave both, marked").click()
    expect(tab.locator("#wrong li").first).to_contain_text("M01")
    expect(tab.locator("#repair")).to_be_enabled()
    tab.locator("#wrong").get_by_role("button", name="Undo").first.click()
    expect(tab.locator("#wrong")).to_have_text("Nothing. Every rule is kept.")
    assert grid(tab)["meetings"] == before["meetings"]


@pytest.mark.parametrize("where", ["header.top", "#grid .clock .name", "#grid h2", "#tray-title", "aside"])
def test_dropped_where_no_meeting_can_be_it_is_back_where_it_was(tab: Page, where: str) -> None:
    before = grid(tab)
    lift(tab, "M02")
    box = tab.locator(where).first.bounding_box()
    assert box
    tab.mouse.move(box["x"] + 4, box["y"] + 4, steps=4)
    tab.mouse.up()
    back_where_it_was(tab, before)
    expect(tab.locator("dialog[open]")).to_have_count(0)


def test_after_escape_the_mouse_carries_nothing_any_more(tab: Page) -> None:
    before, was = grid(tab), at(tab, "M03")
    lift(tab, "M03")
    x, y = middle(cell(tab, *shaded(tab, "worse", was)))
    tab.keyboard.press("Escape")
    back_where_it_was(tab, before)
    tab.mouse.move(x, y, steps=4)
    tab.mouse.up()
    back_where_it_was(tab, before)
    expect(tab.locator("dialog[open]")).to_have_count(0)


@pytest.mark.parametrize("lost", ["pointermove", "pointercancel", "blur"])
def test_a_mouse_let_go_where_nobody_saw_it_drops_nothing(tab: Page, lost: str) -> None:
    before = grid(tab)
    lift(tab, "M03")
    event = "new PointerEvent(name, { buttons: 0, clientX: 400, clientY: 400 })" if lost != "blur" else "new Event(name)"
    tab.evaluate(f"(name) => window.dispatchEvent({event})", lost)
    back_where_it_was(tab, before)
    tab.mouse.up()
    back_where_it_was(tab, before)


def test_a_page_reloaded_in_the_middle_of_a_drag_shows_what_there_was(tab: Page) -> None:
    before = grid(tab)
    lift(tab, "M03")
    tab.reload()
    expect(block(tab, "M03")).to_be_visible()
    tab.mouse.up()
    back_where_it_was(tab, before)


def test_a_meeting_dropped_before_the_shades_are_there_is_back_where_it_was(tab: Page) -> None:
    before = grid(tab)
    tab.route("**/timetable/shades?*", lambda route: None)  # which is never answered
    x, y = middle(block(tab, "M03"))
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 60, y)
    expect(tab.locator(".inhand")).to_have_count(1)
    tab.mouse.up()
    back_where_it_was(tab, before)


# ------------------------------------------------------------------------------------------- by keys alone, by clicks alone


def test_by_keys_alone(tab: Page) -> None:
    was = at(tab, "M03")
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.dataset.id") == "M03":
            break
    expect(block(tab, "M03")).to_be_focused()
    tab.keyboard.press("m")
    expect(tab.locator(".cell.over")).to_have_count(1)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator("#hint b")).to_contain_text("09:15–10:15, R2")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    assert at(tab, "M03") == (was[0] + 15, was[1])
    expect(block(tab, "M03")).to_be_focused()
    tab.keyboard.press("Control+z")
    expect(tab.locator("#draft-is")).to_have_text("Version v001, as it was kept")
    assert at(tab, "M03") == was


def test_from_the_details_by_keys_alone(tab: Page) -> None:
    before = grid(tab)
    block(tab, "M02").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog", name="M02")).to_be_visible()
    tab.get_by_role("button", name="Move", exact=True).focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".cell.over")).to_have_count(1)
    tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Escape")
    back_where_it_was(tab, before)
    expect(tab.locator("#said")).to_have_text("M02 is back where it was.")


def test_by_clicks_alone(tab: Page) -> None:
    was = at(tab, "M03")
    block(tab, "M03").click()
    tab.get_by_role("button", name="Move", exact=True).click()
    expect(tab.locator(".cell").first).to_be_attached()
    start, room = shaded(tab, "worse", was)
    cell(tab, start, room).click()
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    assert at(tab, "M03") == (start, room)
    block(tab, "M03").click()
    tab.get_by_role("button", name="Ways out").click()
    expect(tab.get_by_role("dialog", name="Ways out for M03")).to_be_visible()
    tab.get_by_role("button", name="Put it there").first.click()
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 2")


def test_in_the_view_of_governments_it_is_moved_as_well(tab: Page) -> None:
    was = at(tab, "M03")
    tab.check("input[value=government]")
    block(tab, "M03").first.click()
    tab.get_by_role("button", name="Move", exact=True).click()
    expect(tab.locator(".cell").first).to_be_attached()
    start, _ = shaded(tab, "worse", was)
    tab.locator(".cell").evaluate_all(f"marks => marks.find(({{ cell }}) => cell.start === {start}).click()")
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    assert at(tab, "M03")[0] == start


def test_undo_and_redo_by_buttons_and_by_keys(tab: Page) -> None:
    states = [grid(tab)["meetings"]]
    for _ in range(2):
        block(tab, "M03").focus()
        tab.keyboard.press("m")
        expect(tab.locator(".cell.over")).to_have_count(1)
        tab.keyboard.press("ArrowRight")
        tab.keyboard.press("Enter")
        expect(tab.locator("#draft-is")).to_contain_text(f"Steps: {len(states)}")
        states.append(grid(tab)["meetings"])
    kept = "Version v001, as it was kept"
    for does, shown in (
        ("#undo", "Steps: 1"),
        ("Control+z", kept),
        ("Control+y", "Steps: 1"),
        ("#redo", "Steps: 2"),
        ("Control+z", "Steps: 1"),
        ("Control+Shift+Z", "Steps: 2"),
        ("#undo", "Steps: 1"),
        ("#undo", kept),
    ):
        tab.click(does) if does.startswith("#") else tab.keyboard.press(does)
        expect(tab.locator("#draft-is")).to_contain_text(shown)
        assert grid(tab)["meetings"] == states[{"1": 1, "2": 2}.get(shown[-1], 0)]
    expect(tab.locator("#undo")).to_be_disabled()
    tab.fill("[name=search]", "M03")
    tab.keyboard.press("Control+z")
    expect(tab.locator("#draft-is")).to_have_text(kept)


def test_what_is_kept_is_a_version(tab: Page, event: small.Desk) -> None:
    block(tab, "M03").focus()
    tab.keyboard.press("m")
    expect(tab.locator(".cell.over")).to_have_count(1)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    moved = at(tab, "M03")
    tab.click("#keep")
    expect(tab.locator("#draft-is")).to_have_text("Version v002, as it was kept", timeout=30_000)
    assert at(tab, "M03") == moved
    assert event.checked(event.home / "v002" / "timetable.json").exit_code == 0


# ------------------------------------------------------------------------------------------------------------- by touch


@pytest.fixture
def touched(browser: Browser, inside: BrowserContext, tab: Page, served: Served) -> Iterator[Page]:
    """The same page on a telephone."""
    context = browser.new_context(viewport=PHONE, has_touch=True, storage_state=inside.storage_state())
    yield opened(context, served)
    context.close()


class Finger:
    """One that is put on a page, as the system tells the browser of it: the browser may scroll with it."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def _tell(self, kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": x, "y": y} for x, y in points]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    def down(self, x: float, y: float) -> None:
        self._tell("touchStart", (x, y))

    def to(self, x: float, y: float) -> None:
        self._tell("touchMove", (x, y))

    def up(self) -> None:
        self._tell("touchEnd")


def test_by_taps_alone(touched: Page) -> None:
    was = at(touched, "M03")
    block(touched, "M03").tap()
    touched.get_by_role("button", name="Move", exact=True).tap()
    expect(touched.locator(".cell").first).to_be_attached()
    touched.get_by_role("button", name="Put it back").tap()
    expect(touched.locator("#said")).to_have_text("M03 is back where it was.")
    block(touched, "M03").tap()
    touched.get_by_role("button", name="Move", exact=True).tap()
    expect(touched.locator(".cell").first).to_be_attached()
    start, room = shaded(touched, "worse", was)
    cell(touched, start, room).tap()
    expect(touched.locator("#draft-is")).to_contain_text("Steps: 1")
    assert at(touched, "M03") == (start, room)


def test_a_finger_that_rests_on_a_meeting_carries_it_and_one_that_does_not_scrolls(touched: Page) -> None:
    finger, was = Finger(touched), at(touched, "M03")
    block(touched, "M03").scroll_into_view_if_needed()
    x, y = middle(block(touched, "M03"))
    finger.down(x, y)
    for away in range(10, 130, 20):
        finger.to(x, y - away)
    finger.up()
    touched.wait_for_function("window.scrollY > 50")
    expect(touched.locator(".inhand")).to_have_count(0)

    block(touched, "M03").scroll_into_view_if_needed()
    scrolled = touched.evaluate("window.scrollY")
    x, y = middle(block(touched, "M03"))
    finger.down(x, y)
    expect(touched.locator(".cell").first).to_be_attached()
    start, room = was[0] + 15, was[1]
    there = middle(cell(touched, start, room))
    for part in (0.25, 0.5, 0.75, 1):
        finger.to(x + (there[0] - x) * part, y + (there[1] - y) * part)
    expect(cell(touched, start, room)).to_have_class(re.compile("over"))
    assert touched.evaluate("window.scrollY") == scrolled
    finger.up()
    expect(touched.locator("#draft-is")).to_contain_text("Steps: 1")
    assert at(touched, "M03") == (start, room)


# ------------------------------------------------------------------------------------------------------ two tabs, and guests


def step_right(tab: Page, id: str) -> None:
    block(tab, id).focus()
    tab.keyboard.press("m")
    expect(tab.locator(".cell.over")).to_have_count(1)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(tab: Page, inside: BrowserContext, served: Served) -> None:
    other = opened(inside, served)
    step_right(other, "M03")
    expect(other.locator("#draft-is")).to_contain_text("Steps: 1")
    done = grid(tab)
    tab.evaluate("document.querySelector('#undo').disabled = false")  # it may have been pressed before this one was told
    tab.click("#undo")
    expect(tab.get_by_role("dialog", name="Meanwhile it has changed")).to_be_visible()
    assert grid(tab) == done
    tab.get_by_role("button", name="Show how it is now").click()
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    tab.click("#undo")
    expect(tab.locator("#draft-is")).to_have_text("Version v001, as it was kept")


def test_a_drop_on_what_has_changed_meanwhile_is_told_and_swaps_nothing(
    tab: Page, inside: BrowserContext, served: Served
) -> None:
    """Two meetings are wrong together already; that a refused drop undoes what another has done must not be offered."""
    there = at(tab, "M04")
    lift(tab, "M01")
    drag(tab, "M01", *there)
    tab.mouse.up()
    tab.get_by_role("button", name="Leave both, marked").click()
    expect(tab.locator("#wrong li").first).to_contain_text("M01")
    lift(tab, "M01")
    drag(tab, "M01", *at(tab, "M04"))
    other = opened(inside, served)
    step_right(other, "M03")
    expect(other.locator("#draft-is")).to_contain_text("Steps: 2")
    done = grid(tab)
    tab.mouse.move(*middle(cell(tab, there[0] + 15, there[1])))
    tab.mouse.up()
    expect(tab.get_by_role("dialog", name="Meanwhile it has changed")).to_be_visible()
    expect(tab.get_by_role("button", name="Swap M01 and M04")).to_have_count(0)
    assert grid(tab) == done


def test_a_tab_that_is_looked_at_again_shows_what_was_done_elsewhere(
    tab: Page, inside: BrowserContext, served: Served, event: small.Desk
) -> None:
    other = opened(inside, served)
    step_right(other, "M03")
    expect(other.locator("#draft-is")).to_contain_text("Steps: 1")
    tab.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
    event.ends(0, "reschedule", "--cancel", "M02")
    tab.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(tab.locator("#draft-is")).to_have_text("Version v002, as it was kept")
    expect(tab.locator("#tray .gone")).to_have_text("M02")


def test_guests_are_shown_the_timetable_alone(tab: Page) -> None:
    expect(tab.locator("nav li")).to_have_count(len(PLACES))
    tab.locator("#guests").check()
    expect(tab.locator("html[data-guests=yes]")).to_have_count(1)
    block(tab, "M03").click()
    expect(tab.get_by_role("dialog", name="M03")).not_to_contain_text("a.example")
    tab.keyboard.press("Escape")
    tab.goto(tab.url.replace("timetable", "changes"))
    expect(tab).to_have_url(tab.url.partition("/small/")[0] + "/small/timetable")
    tab.locator("#guests").uncheck()
    expect(tab.locator("html[data-guests=yes]")).to_have_count(0)


# ------------------------------------------------------------------------------------------------------------ for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_place(inside: BrowserContext, served: Served, tab: Page, scheme: Any) -> None:
    there = at(tab, "M04")
    lift(tab, "M01")
    drag(tab, "M01", *there)
    tab.mouse.up()
    tab.emulate_media(color_scheme=scheme)
    assert nothing_found(tab), "where a question is asked"
    tab.get_by_role("button", name="Leave both, marked").click()
    assert nothing_found(tab), "where rules are broken"
    block(tab, "M03").click()
    assert nothing_found(tab), "where details are shown"
    tab.get_by_role("button", name="Move", exact=True).click()
    expect(tab.locator(".cell.over")).to_have_count(1)
    assert nothing_found(tab), "where a meeting is in hand"
    for place in (*(f"small/{place}" for place in PLACES), ""):
        tab.goto(f"{served.origin}/{place}")
        assert nothing_found(tab)


def nothing_found(tab: Page) -> bool:
    found = Axe().run(tab).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []
    return True


def test_every_place_asks_for_little_and_is_not_moved_sideways(tab: Page, served: Served, wordy: None) -> None:
    """640 pixels are a screen of 1280 at 200 %."""
    answers: list[Request] = []
    tab.on("requestfinished", lambda answer: answers.append(answer))
    for place in PLACES:
        answers.clear()
        tab.goto(f"{served.origin}/small/{place}", wait_until="networkidle")
        asked = [one for one in answers if not one.url.endswith("/intake/open")]  # which a page can be without
        assert len(asked) <= 8, place
        assert sum(one.sizes()["responseBodySize"] for one in asked) <= 150_000, place
        for width in (1920, 1280, 640, 375):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (place, width)


@pytest.fixture
def wordy(event: small.Desk, tab: Page, served: Served) -> Iterator[None]:
    """Names and links are longer than a telephone is wide; there is a second version, and a draft."""
    book = event.event / "event.xlsx"
    before, link = book.read_bytes(), f"https://a.example/{LONG}"
    event.rows["Event"][0][1] = LONG
    event.put("Governments", "Name (English)", *[f"{LONG}{number}" for number in range(5)])
    event.write()
    event.ends(0, "reschedule", "--change", f"link M01 {link}")
    asked = {"revision": grid(tab)["revision"], "change": f"link M03 {link}"}
    answer = tab.request.post(f"{served.origin}/small/timetable/change", data=asked, headers={"Origin": served.origin})
    assert answer.ok
    yield
    book.write_bytes(before)


def test_on_paper_no_meeting_is_lost_and_nothing_stands_that_only_a_screen_can_do(tab: Page, served: Served) -> None:
    tab.fill("[name=search]", "M03")  # which is not seen on paper
    expect(tab.locator(".meeting.dim")).to_have_count(3)
    tab.emulate_media(media="print")
    for id in ("M01", "M02", "M03", "M04"):
        expect(block(tab, id)).to_be_visible()
        expect(block(tab, id)).to_have_css("opacity", "1")
    assert tab.evaluate("document.querySelector('.board').scrollWidth <= document.querySelector('.wide').clientWidth")
    for place in PLACES:
        tab.goto(f"{served.origin}/small/{place}")
        expect(tab.get_by_text("plaza", exact=True)).to_be_visible()
        expect(
            tab.locator("nav, form, select, input, button:not(.meeting, .link, [aria-pressed=true])").filter(visible=True)
        ).to_have_count(0)


# ------------------------------------------------------------------------------------------------- the server, gone and back


def test_a_page_says_that_the_server_is_gone_and_goes_on_when_it_is_back(browser: Browser, tmp_path: Path) -> None:
    event = small.Desk(tmp_path)
    first = Served(event.event, event.out)
    context = browser.new_context(viewport=WIDE)
    try:
        context.new_page().goto(first.address)
        tab = opened(context, first)
        step_right(tab, "M03")
        expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
        shown = grid(tab)
        first.end()
        tab.click("#undo")
        expect(tab.get_by_role("alert")).to_contain_text("The desk is closed.")
        with tab.expect_response(lambda answer: answer.status == 403, timeout=60_000):  # it is there, and knows nobody yet
            second = Served(event.event, event.out, first.port)
        try:
            expect(tab.get_by_role("alert")).to_be_visible()
            context.new_page().goto(second.address)  # as the browser that it opens does
            expect(tab.get_by_role("alert")).not_to_be_visible(timeout=20_000)
            expect(tab.locator("#draft-is")).to_contain_text("Steps: 1")
            assert grid(tab) == shown, "nothing that was shown is lost"
        finally:
            second.end()
    finally:
        first.end()
        context.close()


def test_ctrl_c_ends_it_with_a_page_open_and_while_work_is_followed(browser: Browser, tmp_path: Path) -> None:
    served = Served(PLAZA_22, tmp_path / "out")
    context = browser.new_context(viewport=WIDE)
    try:
        tab = context.new_page()
        tab.goto(served.address)
        tab.wait_for_url("**/intake")
        with tab.expect_response("**/job/stream"):
            tab.get_by_role("button", name="Make the timetable").click()
        expect(tab.get_by_role("button", name="Stop, and keep the best")).to_be_visible()
        expect(tab.locator("#progress")).not_to_be_empty(timeout=60_000)
        served.halt_its_work()
        tab.reload()
        expect(tab.get_by_role("button", name="Stop, and keep the best")).to_be_visible()
        expect(tab.locator("#progress")).not_to_be_empty(timeout=60_000)
        served.interrupt()
        assert served.process.wait(timeout=6) == 0, "though a stream is open, and a thread waits for its news"
        expect(tab.get_by_role("alert")).to_contain_text("The desk is closed.")
    finally:
        served.end()
        context.close()
