"""timetable.html as a browser shows it, and as axe-core finds it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from scheduler import words
from scheduler.domain import by_number
from scheduler.export.workbook.dates import office_date
from tests import browsers
from tests.export.pages import LINK, MEETINGS, PASSCODE, hostile, of_two_days, page

pytestmark = browsers.needed
browser = browsers.browser

LISTED = "#meetings tbody tr:not([hidden])"
ZONES = ("Asia/Seoul", "Asia/Shanghai", "Asia/Kolkata", "America/Los_Angeles", "Australia/Adelaide")
VIEWS = ("room", "government", "list")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of the page in each language, and of the one of hostile text."""
    folder = tmp_path_factory.mktemp("pages")
    made = {language: folder / f"{language}.html" for language in (*words.LANGUAGES, "hostile")}
    for language in words.LANGUAGES:
        page(made[language], *of_two_days(), language)
    page(made["hostile"], *hostile())
    return {name: path.as_uri() for name, path in made.items()}


@pytest.fixture(scope="module")
def faults() -> list[str]:
    """What the browser complains of, and what a page asks for beside itself."""
    return []


@pytest.fixture(scope="module")
def tab(browser: Browser, faults: list[str]) -> Page:
    """On a device of Adelaide, whose clock is half an hour off and has summer time."""
    tab = browser.new_page(timezone_id="Australia/Adelaide")
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("dialog", lambda dialog: faults.append(dialog.message))
    tab.on("request", lambda request: faults.extend([request.url][request.is_navigation_request() :]))
    return tab


@pytest.fixture
def opened(tab: Page, files: dict[str, str], faults: list[str]) -> Iterator[Page]:
    """The English page, opened anew on a wide screen."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(media="screen", color_scheme="light")
    tab.goto(files["en"])
    yield tab
    assert faults == []


def show(opened: Page, view: str) -> None:
    opened.check(f"input[value={view}]")


def listed(opened: Page) -> list[str]:
    """The meetings that the list shows."""
    return opened.locator(f"{LISTED} th").all_text_contents()


# ------------------------------------------------------------------------------------------------------ for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Page, scheme: str) -> None:
    opened.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for view in VIEWS:
        show(opened, view)
        assert Axe().run(opened).response["violations"] == []
    show(opened, "room")
    opened.click(".meeting")
    assert Axe().run(opened).response["violations"] == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_telephone_shows_it_without_moving_sideways(opened: Page, files: dict[str, str], language: str) -> None:
    opened.set_viewport_size({"width": 375, "height": 700})
    opened.goto(files[language])
    expect(opened.locator("input[value=list]")).to_be_checked()
    for view in VIEWS:
        show(opened, view)
        assert opened.evaluate("document.documentElement.scrollWidth") == 375


def test_everything_works_with_the_keyboard(opened: Page) -> None:
    opened.focus("input[value=room]")
    opened.keyboard.press("ArrowRight")
    expect(opened.locator("input[value=government]")).to_be_checked()
    for _ in range(30):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement.matches('.meeting')"):
            break
    assert opened.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    opened.keyboard.press("Enter")
    expect(opened.get_by_role("dialog")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("dialog")).not_to_be_visible()
    assert opened.evaluate("document.activeElement.matches('.meeting')")


def test_it_is_told_aloud_how_many_meetings_a_filter_leaves(opened: Page) -> None:
    opened.select_option("[name=country]", label="Korea")
    expect(opened.get_by_role("status")).to_have_text("2 of 5 meetings")


def test_in_print_the_controls_are_left_out(opened: Page) -> None:
    opened.emulate_media(media="print")
    expect(opened.get_by_role("search")).not_to_be_visible()
    expect(opened.locator("#days .meeting")).to_have_count(5)
    assert opened.evaluate("getComputedStyle(document.querySelector('.meeting')).backgroundColor") == "rgb(255, 255, 255)"


# ------------------------------------------------------------------------------------------------ clocks and languages


@pytest.mark.parametrize("zone", ZONES)
def test_every_clock_shows_its_own_days_and_times(opened: Page, zone: str) -> None:
    show(opened, "list")
    opened.select_option("[name=clock]", value=zone)
    shown = dict(zip(listed(opened), opened.locator(f"{LISTED} td:nth-child(2)").all_text_contents(), strict=True))
    for outcome in of_two_days()[1].meetings:
        if outcome.placement:
            start, end = (at.astimezone(ZoneInfo(zone)) for at in (outcome.placement.start, outcome.placement.end))
            assert shown[outcome.id] == f"{office_date('en', start)}\n{start:%H:%M}–{end:%H:%M}"
    show(opened, "room")
    days = {
        office_date("en", one.placement.start.astimezone(ZoneInfo(zone)))
        for one in of_two_days()[1].meetings
        if one.placement
    }
    assert set(opened.locator("#days h3").all_text_contents()) == days
    first = opened.locator("#days .track span").first.text_content()
    assert first and first.endswith(":00"), "the axis begins with a full hour of this clock"


def test_the_clocks_are_the_hosts_those_of_the_event_and_the_readers_own(opened: Page) -> None:
    assert opened.locator("[name=clock] option").all_text_contents() == [
        "Korea (Asia/Seoul)",
        "China (Asia/Shanghai)",
        "India (Asia/Kolkata)",
        "Japan (Asia/Tokyo)",
        "United States (America/Los_Angeles)",
        "This device (Australia/Adelaide)",
    ]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_switch_of_language_says_what_the_page_in_that_language_says(
    opened: Page, files: dict[str, str], language: str
) -> None:
    parts = "[...document.querySelectorAll('header, main')].map(part => part.textContent)"
    said = f"[document.title, document.documentElement.lang, ...{parts}]"
    switched = {}
    opened.select_option("[name=language]", index=words.LANGUAGES.index(language))
    for view in VIEWS:
        show(opened, view)
        switched[view] = opened.evaluate(said)
    opened.goto(files[language])
    for view in VIEWS:
        show(opened, view)
        assert opened.evaluate(said) == switched[view]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_script_says_no_more_of_the_list_than_stands_there_without_it(
    browser: Browser, opened: Page, files: dict[str, str], language: str
) -> None:
    rows = "[...document.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    opened.goto(files[language])
    show(opened, "list")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    bare = context.new_page()
    bare.goto(files[language])
    expect(bare.get_by_role("search")).not_to_be_visible()
    assert bare.evaluate(rows) == opened.evaluate(rows)
    context.close()


# ---------------------------------------------------------------------------------------------- filters and the grids


@pytest.mark.parametrize(
    ("field", "choice", "left"),
    [
        ("government", "JP01 Toyama Prefecture", ["M01", "M02", "M05"]),
        ("government", "IN01 Kerala", ["M03", "M05"]),
        ("country", "United States", ["M04"]),
        ("kind", "China and Japan", ["M01"]),
        ("kind", "China, Japan and Korea", ["M03"]),
        ("pair", "Japanese–Korean", ["M02", "M03"]),
        ("asked", "asked for by all", ["M01", "M04"]),
        ("asked", "asked for by one side", ["M02", "M03", "M05"]),
        ("day", "Mon 8 Nov 2021", ["M05"]),
    ],
)
def test_filters_leave_what_they_say(opened: Page, field: str, choice: str, left: list[str]) -> None:
    opened.select_option(f"[name={field}]", label=choice)
    show(opened, "list")
    assert sorted(listed(opened), key=by_number) == left
    for view in ("room", "government"):
        show(opened, view)
        shown = opened.locator(".meeting:visible b").all_text_contents()
        assert sorted(set(shown), key=by_number) == left
    opened.get_by_role("button", name="Show all meetings").click()
    expect(opened.get_by_role("status")).to_have_text("5 of 5 meetings")


@pytest.mark.parametrize(
    ("typed", "left"), [("도야마현", 3), ("ＴＯＹＡＭＡ", 3), ("tea", 1), ("m04 sapporo", 1), ("m04 toyama", 0), ("  ", 5)]
)
def test_search_finds_any_text_in_any_language_and_width(opened: Page, typed: str, left: int) -> None:
    opened.fill("[name=search]", typed)
    opened.press("[name=search]", "Enter")
    show(opened, "list")
    assert len(listed(opened)) == left


def test_the_programme_stands_above_the_meetings_of_its_day_on_every_clock(opened: Page) -> None:
    for zone, begins in (("Asia/Seoul", "08:00"), ("Asia/Kolkata", "04:30"), ("Australia/Adelaide", "09:30")):
        opened.select_option("[name=clock]", value=zone)
        show(opened, "room")
        first = opened.locator("#days tbody tr").first
        expect(first.locator("th")).to_have_text("Programme")
        expect(first.locator(".session").first).to_contain_text(f"{begins}–")
        expect(opened.locator("#sessions tbody tr").first).to_contain_text(begins)


@pytest.mark.parametrize("view", ["room", "government"])
def test_meetings_that_overlap_never_hide_one_another(opened: Page, view: str) -> None:
    show(opened, view)
    found = 0
    for row in opened.locator("#days tbody tr").all():
        row.scroll_into_view_if_needed()
        boxes = [box for block in row.locator(".meeting").all() if (box := block.bounding_box())]
        found += len(boxes)
        for place, one in enumerate(boxes):
            for other in boxes[:place]:
                beside = min(one["x"] + one["width"], other["x"] + other["width"]) <= max(one["x"], other["x"]) + 1
                below = min(one["y"] + one["height"], other["y"] + other["height"]) <= max(one["y"], other["y"]) + 1
                assert beside or below
    assert found == (5 if view == "room" else sum(len({*m.governments, *m.optional}) for m in MEETINGS[:5]))


def test_no_text_of_a_meeting_is_cut(opened: Page, files: dict[str, str]) -> None:
    for language in words.LANGUAGES:
        opened.goto(files[language])
        for view in ("room", "government"):
            show(opened, view)
            cut = "one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1"
            blocks = "[...document.querySelectorAll('.meeting')]"
            assert opened.evaluate(f"{blocks}.filter(one => {cut}).map(one => one.innerText)") == []


def test_details_hold_the_link_and_say_that_a_meeting_is_provisional(opened: Page) -> None:
    opened.locator(".meeting", has_text="M01").click()
    assert opened.locator("dialog a").get_attribute("href") == LINK
    expect(opened.get_by_role("dialog")).to_contain_text(PASSCODE)
    opened.get_by_role("button", name="Close").click()
    expect(opened.locator(".meeting.provisional")).to_have_count(3)
    opened.locator(".meeting", has_text="M02").click()
    expect(opened.get_by_role("dialog")).to_contain_text("awaiting consent of KR01 Gangwon")


def test_hostile_text_stays_text(opened: Page, files: dict[str, str]) -> None:
    opened.goto(files["hostile"])
    for place in range(len(words.LANGUAGES)):
        opened.select_option("[name=language]", index=place)
        for view in VIEWS:
            show(opened, view)
    show(opened, "room")
    for block in opened.locator(".meeting").all():
        block.click()
        opened.keyboard.press("Escape")
    assert opened.evaluate("document.querySelectorAll('img, body script').length") == 2, "its data and its script"
    assert "<img src=x" in opened.locator("h1").inner_text()
