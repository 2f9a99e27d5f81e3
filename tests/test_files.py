"""Files: names that every system takes, moves that wait for a scanner, and no leftovers."""

import errno
import os
import sys
import tempfile
from pathlib import Path, PureWindowsPath

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from scheduler import files, versions
from scheduler.cli import cli
from scheduler.errors import NotWritten
from tests.small import Desk

ODD = ("/../../../pwned", "CON", "con", "JP:01", "A?*<>|", "a\\b", "x.", " x ", "", "..", "\x1b[2J", "\udcff", "NUL.txt")
LONG = "長" * 300


@pytest.mark.parametrize("ending", [".xlsx", ""])
@pytest.mark.parametrize("text", [*ODD, LONG])
def test_a_name_is_a_file_on_every_system(text: str, ending: str, tmp_path: Path) -> None:
    name = files.file_name(text, ending)
    assert name.strip(". ") == name
    as_windows = PureWindowsPath(name)
    assert as_windows.name == name
    assert not as_windows.is_reserved()
    assert not set('<>:"/\\|?*') & set(name)
    assert name.isprintable()
    assert len(name.encode()) < 255
    (tmp_path / name).write_bytes(b"")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_texts_have_two_names(one: str, other: str) -> None:
    assert (files.file_name(one, "") == files.file_name(other, "")) == (one == other)


def test_no_code_of_a_government_leads_out_of_the_event_folder(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    desk.put("Governments", "Code", "/../../../pwned", "CON", "JP:01", "A?*<>|", "a\\b")
    desk.rows["Requests"] = []
    desk.write()
    before = {path for path in tmp_path.rglob("*") if desk.event not in path.parents}
    result = CliRunner().invoke(cli, ["init", str(desk.event), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert {path for path in tmp_path.rglob("*") if desk.event not in path.parents} == before
    names = [path.name for path in (desk.event / "forms").iterdir()]
    assert len(names) == 5
    assert all(PureWindowsPath(name).name == name and not PureWindowsPath(name).is_reserved() for name in names)


def write(path: Path) -> None:
    path.write_text("new")


def test_a_file_that_a_scanner_holds_for_a_moment_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([PermissionError(13, "sharing violation"), PermissionError(13, "sharing violation")])
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if error := next(tries, None):
            raise error
        replace(source, target)

    monkeypatch.setattr(files, "PAUSES", (0, 0, 0))
    monkeypatch.setattr(os, "replace", held)
    files.put(tmp_path / "a.xlsx", write)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_that_stays_open_in_excel_is_said_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_text("old")

    def held(source: Path, target: Path) -> None:
        raise PermissionError(13, "sharing violation", str(source))

    monkeypatch.setattr(files, "PAUSES", (0,))
    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(NotWritten) as raised:
        files.put(tmp_path / "a.xlsx", write)
    assert raised.value.says[0].values == {"path": str(tmp_path / "a.xlsx"), "cause": "sharing violation"}
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.xlsx", "old")]


@pytest.mark.parametrize("out", ["a plain file", "x" * 300, "a plain file/below"])
def test_a_folder_that_cannot_be_is_said(out: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    (tmp_path / "a plain file").write_text("")
    for command in ("solve", "check", "reschedule"):
        result = CliRunner().invoke(cli, [command, str(desk.event), "--out", str(tmp_path / out), "--lang", "en"])
        assert result.exit_code in ((2, 7) if command == "reschedule" else (7,)), result.output
    assert (tmp_path / "a plain file").read_text() == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here, which Windows cannot")
def test_what_a_killed_run_leaves_the_next_one_removes_but_not_what_another_is_writing(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with files.workplace(tmp_path) as here:
            (here / "half.xlsx").write_text("names and links")
            with tempfile.NamedTemporaryFile(delete=False) as of_a_library:
                of_a_library.write(b"sheet")
            os._exit(0)
    os.waitpid(child, 0)
    (left,) = tmp_path.iterdir()
    assert len(list(left.iterdir())) == 3  # with its lock
    with files.workplace(tmp_path) as at_work:
        (at_work / "mine").write_text("")
        files.put(tmp_path / "a.xlsx", write)
        assert {path.name for path in tmp_path.iterdir()} == {"a.xlsx", at_work.name}
        assert (at_work / "mine").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_is_left_without_its_lock_goes_as_well(tmp_path: Path) -> None:
    (tmp_path / f"{files.WORKPLACE}x").mkdir()
    (tmp_path / f"{files.WORKPLACE}x" / "half.xlsx").write_text("names and links")
    files.put(tmp_path / "a.xlsx", write)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_where_nothing_can_be_locked_is_said_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import portalocker

    def no_locks(*_: object) -> None:
        raise portalocker.LockException("no locks available")

    monkeypatch.setattr(portalocker, "lock", no_locks)
    with pytest.raises(NotWritten):
        files.put(tmp_path / "a.xlsx", write)
    with pytest.raises(NotWritten), versions.held(tmp_path, lambda: None):
        pass


def test_nothing_lies_outside_of_the_outputs_while_a_version_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    opened: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]).startswith(str(elsewhere)):
            opened.append(str(arguments[0]))

    desk = Desk(tmp_path, solved=False)
    sys.addaudithook(note)
    desk.ends(0, "solve")
    desk.run("check")
    assert opened == []


def test_a_link_within_the_event_folder_is_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path, solved=False)
    (desk.event / "requests").mkdir()
    try:
        (desk.event / "requests" / "again.xlsx").symlink_to(desk.event / "event.xlsx")
    except OSError:
        pytest.skip("links need a right on this system")
    assert "outside the event folder" not in desk.run("check").output


def test_a_folder_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("names are text on this system")
    here = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    here.mkdir()
    desk = Desk(here, solved=False)
    assert desk.run("solve").exit_code == 2
    before = Path.cwd()
    os.chdir(here)
    try:
        result = CliRunner().invoke(cli, ["solve", "small", "--lang", "en"])
        assert (result.exit_code, "caf�" in result.output) == (2, True)
    finally:
        os.chdir(before)


def test_a_file_whose_name_is_no_text_is_named_as_far_as_it_is(tmp_path: Path) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("names are text on this system")
    desk = Desk(tmp_path, solved=False)
    (desk.event / "requests").mkdir()
    (desk.event / "requests" / os.fsdecode(b"odd\xff.xlsx")).write_bytes(b"")
    assert "requests/odd▯.xlsx is empty" in desk.ends(3, "check")


def test_windows_speaks_the_language_of_its_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    from scheduler import words

    for variable in ("PLAZA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for of_windows, expected in (("ja_JP", "ja"), ("ko_KR", "ko"), ("zh_CN", "zh"), ("de_DE", "en"), ("", "en")):
        monkeypatch.setattr(words, "_language_of_windows", lambda of=of_windows: of)
        assert words.language_of_system() == expected


@pytest.mark.parametrize("links", [True, False], ids=["a disk with links", "a disk without"])
def test_a_new_file_is_never_put_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def link(source: object, target: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(os, "link", link)
    assert files.put_new(tmp_path / "in" / "a", b"first", tmp_path)
    assert not files.put_new(tmp_path / "in" / "a", b"second", tmp_path)
    assert (tmp_path / "in" / "a").read_bytes() == b"first"
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a"]
