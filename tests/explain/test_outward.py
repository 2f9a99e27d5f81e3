"""What is told outside the secretariat says nothing of what another government declined, ranked or marked."""

import re

import pytest

from scheduler import words
from scheduler.domain import Message, outward
from scheduler.domain.outward import OUTWARD

TELLING = {
    "who": "JP09",
    "because": "they would rather meet KR01",
    "why": (),
    "others": ["M07"],
    "no": "7",
    "meeting": "M01",
}
REASONS = sorted(key for key in words.catalogue("en") if key.startswith("reason."))


@pytest.mark.parametrize("key", REASONS)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_reason_gives_away_another_government(key: str, language: str) -> None:
    said = outward(Message(key, TELLING))
    text = words.say(language, said.key, said.values)
    assert text and not said.cells
    assert not re.search(r"JP09|KR01|M07|declin|×|辞退|거절|谢绝", text)


def test_every_reason_that_is_told_in_its_own_way_is_there() -> None:
    assert OUTWARD.keys() <= set(REASONS)
