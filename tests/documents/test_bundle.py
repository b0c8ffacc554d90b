"""All papers as one zip, and the command that writes them into a folder."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.material import NAMES, ON, a_case, demo, with_debt

from repaybook.assess.boundary import Light
from repaybook.cli import main
from repaybook.demo import demo_bytes
from repaybook.documents.bundle import bundle, documents
from repaybook.documents.making import available, write
from repaybook.documents.paper import Fill, Grid, Paper, Text


@pytest.mark.parametrize("name", NAMES)
def test_the_zip_holds_a_word_and_a_pdf_file_of_every_paper_that_can_be_made(name: str) -> None:
    case = demo(name)
    with zipfile.ZipFile(io.BytesIO(bundle(case, ON))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    ready = sum(1 for one in available(case, ON) if one.ready)
    assert sum(entry.endswith(".docx") for entry in names) == sum(entry.endswith(".pdf") for entry in names) == ready
    assert sum(entry.endswith(".ics") for entry in names) == 1
    assert sum(entry.endswith(".xlsx") for entry in names) == (1 if name[:2] in {"C1", "C2", "C5"} else 0)
    assert not any(case.client.alias in entry or "/" in entry for entry in names)


def test_the_same_case_gives_the_same_zip() -> None:
    assert bundle(demo("C4"), ON) == bundle(demo("C4"), ON)


def test_the_list_says_what_is_lacking_and_what_is_stopped() -> None:
    files = documents(demo("C3"), ON, answers={"truthfulness": Light.RED})
    listed = files["先看这里.txt"].decode("utf-8-sig")
    assert "困难情况说明（国有银行A） – 先不做" in listed
    assert "用真的病历、流水、通知" in listed
    assert "支付令异议书 – 还缺\n  - 收到支付令的记录" in listed
    assert not any(name.startswith("困难情况说明") for name in files)


def test_a_pdf_that_cannot_be_set_is_named_beside_its_word_file() -> None:
    files = documents(a_case(shocks=("2026-08 😀",)), ON, only=frozenset({"application"}))
    assert [name.rpartition(".")[2] for name in files] == ["docx", "txt"]
    assert "U+1F600" in files["先看这里.txt"].decode("utf-8-sig")


def test_debts_whose_ids_read_alike_as_file_names_keep_their_own_files() -> None:
    case = with_debt(a_case(), id="a/b")
    case = replace(case, debts=(*case.debts, replace(case.debts[0], id="a:b")))
    files = documents(case, ON, only=frozenset({"application"}))
    assert sum(name.endswith(".docx") for name in files) == 2


def test_a_paragraph_can_be_changed_or_left_out_before_the_paper_is_made() -> None:
    paper = write(a_case(), "application", "D1", ON)
    place = next(place for place, said in paper.editable().items() if said.startswith("因为以上情况"))
    assert "改过" in str(paper.edited({place: "这段改过。"}).blocks)
    assert len(paper.edited({place: " "}).blocks) == len(paper.blocks) - 1
    fill = next(place for place, block in enumerate(paper.blocks) if isinstance(block, Fill))
    with pytest.raises(ValueError, match="only paragraphs"):
        paper.edited({fill: "林某"})


def test_a_table_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Grid(("一", "二"), (("一",),))
    assert Paper(id="x", debt=None, lang="zh", title="题", on=ON, blocks=(Text("话"),)).editable() == {0: "话"}


@pytest.fixture
def c5(tmp_path: Path) -> str:
    path = tmp_path / "c5.json"
    path.write_bytes(demo_bytes("C5-misconduct"))
    return str(path)


def test_the_command_writes_the_files_asked_for(c5: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "papers" / "new"
    assert main(["documents", c5, "--out", str(out), "--only", "complaint", "--only", "calendar"]) == 0
    written = sorted(path.name for path in out.iterdir())
    assert written == [
        "先看这里.txt",
        "投诉书-D1-2026-11-23.docx",
        "投诉书-D1-2026-11-23.pdf",
        "投诉书-D2-2026-11-23.docx",
        "投诉书-D2-2026-11-23.pdf",
        "提醒-2026-11-23.ics",
    ]
    said = capsys.readouterr().out
    assert all(name in said for name in written)


def test_the_command_lists_papers_where_no_folder_is_given(c5: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", c5, "--lang", "en", "--on", "2026-11-24"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Papers (24 Nov 2026)")
    assert "Complaint (股份制银行A) – can be made" in said


@pytest.mark.parametrize("more", [["--only", "spell"], ["--out", "/dev/null/x"]])
def test_a_wrong_name_gets_a_calm_sentence(c5: str, more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    out = [] if "--out" in more else ["--out", str(Path(c5).parent / "out")]
    assert main(["documents", c5, *out, *more]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.count("\n") == 1


def test_a_full_disk_is_named_and_leaves_no_half_letter_and_an_earlier_one_whole(c5: str, tmp_path: Path) -> None:
    earlier = tmp_path / "投诉书-D1-2026-11-23.docx"
    earlier.write_bytes(b"before")
    program = (
        "import resource, sys; from repaybook.cli.main import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); sys.exit(main(sys.argv[1:]))"
    )
    asked = [sys.executable, "-c", program, "documents", c5, "--out", str(tmp_path), "--only", "complaint"]
    answer = subprocess.run(asked, check=False, capture_output=True, text=True)
    assert answer.returncode == 2
    assert "磁盘满了" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert earlier.read_bytes() == b"before"
    assert all(path.suffix == ".txt" for path in tmp_path.iterdir() if path not in {earlier, Path(c5)})


def test_listing_papers_loads_no_library_that_writes_files() -> None:
    program = (
        "import sys; from repaybook.documents.making import available; from repaybook.case.read import read_case; "
        "from repaybook.demo import demo_bytes; import repaybook.documents.bundle; "
        "case = read_case(demo_bytes('C5-misconduct')); available(case, case.as_of); "
        "print(sorted({'docx', 'typst', 'xlsxwriter', 'fontTools', 'lxml', 'matplotlib'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"
