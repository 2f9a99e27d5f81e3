"""What is news to whom: only what it sees of its own meetings."""

from dataclasses import replace

import pytest

from scheduler.domain import Interpreting, Message, Names, News, Packet, Recipient, Sitting, Unplaced, outward
from scheduler.sending.news import news
from tests.events import instant

SITTING = Sitting(
    "M01",
    instant(9),
    instant(10),
    "R1",
    "",
    ("CN01", "JP01", "KR01"),
    interpreters=(Interpreting("ja-zh", "I1"), Interpreting("ko-zh", "I2")),
    awaited=("JP01", "KR01"),
)


def told(kind: str, key: str, now: Sitting) -> list[tuple[str, ...]]:
    """How the meeting is another to a recipient that knew `SITTING`."""
    to = Recipient(kind, key, Names(key), "en", "Asia/Seoul")  # type: ignore[arg-type]
    return [one.how for one in news(Packet(to, (SITTING,)), Packet(to, (now,)))]


@pytest.mark.parametrize(("code", "how"), [("CN01", []), ("JP01", [("consent",)]), ("KR01", [])])
def test_that_one_of_two_has_agreed_is_news_to_itself(code: str, how: list[tuple[str, ...]]) -> None:
    """To the others the meeting is as provisional as it was."""
    assert told("government", code, replace(SITTING, awaited=("KR01",))) == how


def test_that_all_have_agreed_is_news_to_all() -> None:
    agreed = replace(SITTING, awaited=())
    for kind, key in (("government", "CN01"), ("government", "KR01"), ("interpreter", "I1"), ("operator", "R1")):
        assert told(kind, key, agreed) == [("consent",)]


def test_that_interpreters_exchange_their_languages_is_news_to_them_alone() -> None:
    exchanged = replace(SITTING, interpreters=(Interpreting("ja-zh", "I2"), Interpreting("ko-zh", "I1")))
    assert told("interpreter", "I1", exchanged) == told("interpreter", "I2", exchanged) == [("interpreters",)]
    assert told("government", "CN01", exchanged) == told("operator", "R1", exchanged) == []


def test_what_reads_alike_is_no_news() -> None:
    """Why a meeting does not take place may be another, and what may be told of it the same."""
    to = Recipient("government", "CN01", Names("CN01"), "en", "Asia/Seoul")

    def without(key: str, **values: object) -> Packet:
        return Packet(to, unplaced=(Unplaced("M01", ("CN01", "JP01"), outward(Message(key, values)), final=True),))

    before = without("reason.cancelled", meeting="M01", because="storm")
    assert news(before, without("reason.withdrawn", who="JP01", because="storm")) == ()
    (said,) = news(before, without("reason.left", who="JP01", meeting="M01", because="storm"))
    assert isinstance(said, News) and said.how == ("cancelled",)
