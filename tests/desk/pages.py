"""The pages of the desk as a browser would ask for them, without one and without a worker."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.desk.raw import Answer, Raw
from tests.small import Desk


class Pages:
    """The desk of a small event, for somebody who was let in."""

    def __init__(self, desk: Desk, language: str = "en") -> None:
        self._raw = Raw.of(desk)
        self._raw.cookies["lang"] = language

    def guests(self) -> None:
        """From now on guests look on."""
        self._raw.cookies["guests"] = "yes"

    def page(self, address: str) -> str:
        answer = self._raw.get(f"/small/{address}")
        assert answer.status == 200, answer
        return answer.text

    def get(self, address: str, **asked: str) -> Answer:
        return self._raw.get(f"/small/{address}?{urlencode(asked)}")

    def found(self, address: str, **asked: str) -> Any:
        answer = self.get(address, **asked)
        assert answer.status == 200, answer
        return answer.json

    def act(self, address: str, status: int = 200, **asked: Any) -> Any:
        """What is answered to something done, which is to end so."""
        answer = self._raw.post(f"/small/{address}", asked)
        assert answer.status == status, answer
        return answer.json if answer.headers["content-type"] == "application/json" else answer.text


def newest(desk: Desk) -> Path:
    """The folder of the newest export."""
    return max((desk.home / "export").glob("v*-*"), key=lambda path: int(path.name.rpartition("-")[2]))
