"""The counsellor's shelf: saved by itself, several clients, several notebooks on one case, nothing overwritten."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from repaybook.case.model import CaseFile, Client
from repaybook.case.read import read_case
from repaybook.case.write import write_case
from repaybook.demo import demo_bytes
from repaybook.errors import CaseError, RepaybookError
from repaybook.ui.session import Session
from repaybook.ui.shelf import Shelf
from repaybook.ui.start import begin_example, begin_with_a_debt

CASE = CaseFile(as_of=date(2026, 11, 23), client=Client(alias="周某"))


def notebook(folder: Path) -> tuple[Session, Shelf]:
    session = Session()
    return session, Shelf(session, folder)


def called(session: Session, alias: str) -> None:
    session.change(client=replace(session.case.client, alias=alias))


def on_disk(path: Path) -> CaseFile:
    return read_case(path.read_bytes())


def put(folder: Path, name: str, case: CaseFile) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    path.write_bytes(write_case(case))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cases"


class TestSaving:
    def test_an_edit_is_saved_in_a_file_named_after_the_case(self, folder: Path) -> None:
        session, shelf = notebook(folder)
        session.start()
        called(session, "周某")
        path = session.path
        assert path is not None
        assert path.name == f"周某-{session.case.as_of}.json"
        assert on_disk(path) == session.case
        assert shelf.saved_as == path.stem
        assert not session.unsaved

    def test_looking_writes_nothing(self, folder: Path) -> None:
        session, _ = notebook(folder)
        begin_example(session, "C2-tight")
        begin_with_a_debt(session)
        assert not folder.exists()

    def test_an_example_that_is_changed_gets_a_file_of_its_own(self, folder: Path) -> None:
        session, _ = notebook(folder)
        begin_example(session, "C2-tight")
        session.change(goals=())
        assert [path.name for path in folder.glob("*.json")] == ["周某-2026-11-23.json"]
        assert read_case(demo_bytes("C2-tight")).goals != ()

    def test_two_clients_of_one_name_get_two_files(self, folder: Path) -> None:
        put(folder, f"周某-{CASE.as_of}", CASE)
        session, _ = notebook(folder)
        session.begin(CASE)
        session.change(goals=("保住房贷",))
        assert session.path is not None
        assert session.path.stem == f"周某-{CASE.as_of}-2"
        assert on_disk(folder / f"周某-{CASE.as_of}.json") == CASE

    def test_a_name_that_no_disk_takes_is_made_one(self, folder: Path) -> None:
        session, _ = notebook(folder)
        session.begin(replace(CASE, client=Client(alias='../a:b/"?'), as_of=date(2026, 1, 2)))
        session.change(goals=("x",))
        assert session.path is not None
        assert session.path.parent == folder
        assert session.path.name == "a-b-2026-01-02.json"

    def test_undo_is_saved_too(self, folder: Path) -> None:
        path = put(folder, "甲", CASE)
        session, shelf = notebook(folder)
        shelf.open("甲")
        called(session, "乙")
        session.undo()
        assert on_disk(path) == CASE

    def test_a_drag_is_written_once_it_rests(self, folder: Path) -> None:
        async def kernel() -> tuple[str, CaseFile]:
            session, shelf = notebook(folder)
            session.start()
            for number in range(60):
                called(session, f"周{number}")
            written = shelf.saved_as
            shelf.leave()
            return written, session.case

        written, last = asyncio.run(kernel())
        assert written == ""
        assert [on_disk(path) for path in folder.glob("*.json")] == [last]

    def test_what_the_disk_refuses_is_said_and_stays_here(self, folder: Path) -> None:
        folder.write_bytes(b"")  # a file where the folder should be
        session, _ = notebook(folder)
        session.start()
        called(session, "周某")
        assert session.notice is not None
        assert session.notice.key == "ui.file.not_saved"
        assert session.case.client.alias == "周某"
        assert session.unsaved


class TestOpening:
    def test_the_newest_stands_first(self, folder: Path) -> None:
        for number, name in enumerate(("甲", "乙", "丙")):
            os.utime(put(folder, name, CASE), (number, number))
        _, shelf = notebook(folder)
        assert [entry.name for entry in shelf.listed()] == ["丙", "乙", "甲"]

    def test_without_a_folder_there_is_nothing(self, folder: Path) -> None:
        _, shelf = notebook(folder)
        assert shelf.listed() == ()
        assert shelf.current() is None

    def test_the_case_taken_up_last_is_the_one_of_the_other_notebooks(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        put(folder, "乙", CASE)
        _, first = notebook(folder)
        first.open("甲")
        _, second = notebook(folder)
        assert second.current() == "甲"
        (folder / "甲.json").unlink()
        assert second.current() is None

    def test_opening_another_client_never_undoes_into_the_first(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        other = put(folder, "乙", replace(CASE, client=Client(alias="吴某")))
        session, shelf = notebook(folder)
        shelf.open("甲")
        called(session, "改了")
        shelf.open("乙")
        session.undo()
        assert session.case.client.alias == "吴某"
        assert on_disk(other).client.alias == "吴某"
        assert on_disk(folder / "甲.json").client.alias == "改了"

    def test_a_broken_file_leaves_the_open_case(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        (folder / "坏.json").write_bytes(b"{")
        session, shelf = notebook(folder)
        shelf.open("甲")
        with pytest.raises(CaseError):
            shelf.open("坏")
        assert session.case == CASE
        assert shelf.saved_as == "甲"
        called(session, "乙")
        assert on_disk(folder / "甲.json").client.alias == "乙"

    def test_a_file_from_elsewhere_is_put_beside_the_others(self, folder: Path) -> None:
        put(folder, "C1-easy", CASE)
        session, shelf = notebook(folder)
        shelf.take_in(demo_bytes("C1-easy"), "C1-easy.json")
        assert session.case.case_id == "C1-easy"
        assert shelf.saved_as == "C1-easy-2"
        assert on_disk(folder / "C1-easy.json") == CASE
        with pytest.raises(RepaybookError):
            shelf.take_in(b"{}", "x.json")

    def test_closing_keeps_the_file_and_nothing_here(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        session, shelf = notebook(folder)
        shelf.open("甲")
        called(session, "乙")
        shelf.close()
        assert not session.started
        assert session.path is None
        assert shelf.saved_as == ""
        assert on_disk(folder / "甲.json").client.alias == "乙"


class TestTwoNotebooks:
    def test_what_the_other_changed_is_taken_up_and_said_and_can_be_undone(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        (here, shelf), (there, other) = notebook(folder), notebook(folder)
        shelf.open("甲")
        other.open("甲")
        called(there, "别处改的")
        shelf.look()
        assert here.case.client.alias == "别处改的"
        assert here.notice is not None
        assert here.notice.key == "ui.file.changed_elsewhere"
        assert not here.unsaved
        here.undo()
        assert here.case == CASE

    def test_two_changes_are_asked_about_and_neither_is_lost(self, folder: Path) -> None:
        path = put(folder, "甲", CASE)
        (here, shelf), (there, other) = notebook(folder), notebook(folder)
        shelf.open("甲")
        other.open("甲")
        called(there, "别处改的")
        called(here, "这里改的")
        assert here.notice is not None
        assert here.notice.key == "ui.file.conflict"
        assert on_disk(path).client.alias == "别处改的"
        called(here, "这里又改的")  # while it is being asked, nothing is written
        assert on_disk(path).client.alias == "别处改的"

        shelf.keep_mine()
        assert shelf.saved_as == "甲-2"
        assert on_disk(folder / "甲-2.json").client.alias == "这里又改的"
        assert on_disk(path).client.alias == "别处改的"

    def test_theirs_can_be_taken_and_mine_is_one_undo_away(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        (here, shelf), (there, other) = notebook(folder), notebook(folder)
        shelf.open("甲")
        other.open("甲")
        called(there, "别处改的")
        called(here, "这里改的")
        shelf.take_theirs()
        assert here.case.client.alias == "别处改的"
        here.undo()
        assert here.case.client.alias == "这里改的"

    def test_a_file_that_is_gone_is_said_and_kept_as_a_copy(self, folder: Path) -> None:
        path = put(folder, "甲", CASE)
        session, shelf = notebook(folder)
        shelf.open("甲")
        path.unlink()
        shelf.look()
        assert session.notice is not None
        assert session.notice.key == "ui.file.gone"
        shelf.keep_mine()
        assert on_disk(path) == CASE

    def test_a_file_half_written_by_another_program_is_not_taken_up(self, folder: Path) -> None:
        path = put(folder, "甲", CASE)
        session, shelf = notebook(folder)
        shelf.open("甲")
        path.write_bytes(b'{"schema"')
        shelf.look()
        assert session.case == CASE
        called(session, "乙")
        assert path.read_bytes() == b'{"schema"'
        assert session.notice is not None
        assert session.notice.key == "ui.file.conflict"

    def test_what_it_saved_itself_is_no_change(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        session, shelf = notebook(folder)
        shelf.open("甲")
        called(session, "乙")
        shelf.look()
        assert session.notice is None

    def test_a_notebook_that_is_left_looks_and_saves_no_more(self, folder: Path) -> None:
        put(folder, "甲", CASE)
        session, shelf = notebook(folder)
        shelf.open("甲")
        shelf.leave()
        called(session, "乙")
        assert on_disk(folder / "甲.json") == CASE
