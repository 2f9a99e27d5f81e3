"""Takes the pictures of the guides: `python -m docs.guide`, or of some languages alone, `python -m docs.guide ja ko`.

The season of the tests is walked in each language. The pictures show the same whenever they are taken: days of the work
itself, the folder and the name of the user are put by others.
"""

import io
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scheduler import words
from tests.browsers import CHROMIUM
from tests.desk.offices import DAY
from tests.desk.season import SCREEN, Secretary
from tests.desk.serving import Served

PICTURES = Path(__file__).parent / "guide"
WIDTH, COLOURS = 1000, 128

FROM = {"questions": "#open-ones", "letters": "#list-title", "answers": "#answers", "versions": "#compare"}
"""Where a picture begins that does not begin at the top of its page."""

UNDATED = "2026-10-20"
PLAIN = """([day, undated, folder]) => {
  document.getElementById("said").replaceChildren();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const plain = text.data.replaceAll(folder, "").replace(/\\d{4}-\\d\\d-\\d\\d( \\d\\d:\\d\\d)?/g, (found, time) =>
      found.startsWith(day) ? found : undated + (time ? " 10:00" : ""));
    if (plain !== text.data) text.data = plain;
  }
}"""

BOTTOM = "Math.min(innerHeight, Math.ceil(document.querySelector('main').getBoundingClientRect().bottom) + 16)"
"""Where what is to be seen ends."""


def main(languages: tuple[str, ...]) -> None:
    os.environ["LOGNAME"] = "secretariat"
    for language in languages or words.LANGUAGES:
        (PICTURES / language).mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as folder, sync_playwright() as started:
            served = Served(None, Path(folder) / "outputs", language=language, folder=Path(folder))
            browser = started.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"], env={**os.environ, "LANGUAGE": language}
            )
            tab = browser.new_page(viewport=SCREEN, timezone_id="Asia/Seoul", locale=language)
            tab.goto(served.address)
            for name in Secretary(tab, Path(folder), language).season():
                (PICTURES / language / f"{name}.png").write_bytes(picture(tab, name, folder))
            browser.close()
            served.end()


def picture(tab: Page, name: str, folder: str) -> bytes:
    """What the page shows, in few colours."""
    tab.evaluate(PLAIN, [str(DAY), UNDATED, f"{folder}/"])
    if name in FROM:
        tab.locator(FROM[name]).evaluate("where => where.scrollIntoView()")
    seen = {"x": 0, "y": 0, "width": SCREEN["width"], "height": tab.evaluate(BOTTOM)}
    taken = Image.open(io.BytesIO(tab.screenshot(clip=seen, animations="disabled", caret="hide"))).convert("RGB")
    small = taken.resize((WIDTH, taken.height * WIDTH // taken.width), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        packed := io.BytesIO(), "PNG", optimize=True
    )
    return packed.getvalue()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
