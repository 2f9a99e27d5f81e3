"""The pages of the desk as a browser would ask for them, without one and without a worker."""

from pathlib import Path
from typing import Any, cast

from starlette.testclient import TestClient

from scheduler.desk.app import app
from scheduler.desk.state import Desk as State
from tests.desk.raw import AtOnce
from tests.small import Desk


class Pages:
    """The desk of a small event."""

    def __init__(self, desk: Desk, language: str = "en") -> None:
        self.state = State(desk.event.parent, desk.out, language, desk.event.name, cast(Any, AtOnce()))
        self._client = TestClient(app(self.state))

    def guests(self) -> None:
        """From now on guests look on."""
        self._client.cookies.set("guests", "yes")

    def page(self, address: str) -> str:
        answer = self._client.get(f"/small/{address}")
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def get(self, address: str, **asked: str) -> Any:
        return self._client.get(f"/small/{address}", params=asked)

    def found(self, address: str, **asked: str) -> Any:
        answer = self.get(address, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def act(self, address: str, status: int = 200, **asked: Any) -> Any:
        """What is answered to something done, which is to end so."""
        answer = self._client.post(f"/small/{address}", json=asked)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.headers["content-type"] == "application/json" else answer.text


def newest(desk: Desk) -> Path:
    """The folder of the newest export."""
    return max((desk.home / "export").glob("v*-*"), key=lambda path: int(path.name.rpartition("-")[2]))
