"""The browser of this machine, for the tests of pages; without one they are skipped, which is seen."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WITHOUT = ("--no-sandbox", "--disable-gpu")
"""What root and containers lack, and what would be imitated at length where there is none."""

needed = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=[*WITHOUT])
        yield browser
        browser.close()
