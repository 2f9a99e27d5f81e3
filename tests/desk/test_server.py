"""Where the desk listens."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import cli
from scheduler.desk import server
from scheduler.errors import UsageError


def test_a_browser_that_is_quicker_than_the_server_waits_for_it() -> None:
    with server._listen(0) as listening, socket.create_connection(listening.getsockname(), timeout=5):
        assert listening.getsockname()[0] == "127.0.0.1", "nobody else can reach it"


def test_a_port_that_is_taken_is_said_and_the_usual_one_need_not_be_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with server._listen(0) as other:
        taken = other.getsockname()[1]
        with pytest.raises(UsageError) as refused:
            server._listen(taken)
        assert (refused.value.says[0].key, refused.value.says[0].values["port"]) == ("desk.port_taken", taken)
        monkeypatch.setattr(server, "PORT", taken)
        with server._listen(None) as found:
            assert found.getsockname()[1] != taken


def test_an_event_that_is_not_there_opens_no_desk(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["desk", str(tmp_path / "none"), "--no-browser", "--lang", "en"])
    assert result.exit_code == 2 and "There is no event folder" in result.output
