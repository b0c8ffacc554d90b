"""Takes pictures of papers: a few for the README, and every Word file of the invented cases as LibreOffice sets it.

The Word pictures are there to be looked at, for faults of layout; they go to ``build/word`` and are not kept.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

import chromium
from repaybook.case.model import CaseFile
from repaybook.case.read import read_case
from repaybook.demo import demo_bytes, names
from repaybook.documents.making import write, write_all
from repaybook.documents.paper import Paper, file_name
from repaybook.documents.pdf import pictures
from repaybook.documents.word import docx
from repaybook.texts import Lang

HERE = Path(__file__).resolve().parents[1]
WORD = HERE / "build" / "word"
DOTS = 60
"""Dots an inch of the README's pictures: a page is read as a page, and stays a small file."""
LOOKED_AT = 70

# file name, language, case, paper, debt
SHOTS: tuple[tuple[str, Lang, str, str, str | None], ...] = (
    ("paper-application.png", "zh", "C1-easy", "application", "D1"),
    ("paper-objection.png", "zh", "C4-litigated", "payment_order_objection", "D3"),
    ("paper-stop-collection-en.png", "en", "C5-misconduct", "stop_collection", "D1"),
)


def _case(name: str) -> CaseFile:
    return read_case(demo_bytes(name))


def for_the_readme(folder: Path) -> Iterator[str]:
    """Take the first page of each paper; yield the names of the files."""
    for name, lang, case_name, kind, debt in SHOTS:
        case = _case(case_name)
        paper = write(case, kind, debt, case.as_of, lang)
        (folder / name).write_bytes(pictures(paper, DOTS)[0])
        yield name


def soffice() -> str | None:
    """Return LibreOffice, installed where that is possible here; ``None`` where there is none."""
    if shutil.which("soffice") is None:
        chromium.install_package("libreoffice-writer-nogui")
    return shutil.which("soffice")


def _set_by_word(office: str, papers: dict[str, Paper], folder: Path) -> None:
    """Turn every paper's Word file into pictures of its pages."""
    for stem, paper in papers.items():
        (folder / f"{stem}.docx").write_bytes(docx(paper))
    files = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for path in sorted(folder.glob("*.pdf")):
        for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
            page.render(scale=LOOKED_AT / 72).to_pil().save(WORD / f"{path.stem}-{number}.png")


def word_files() -> int:
    """Take pictures of every paper's Word file; return how many papers, 0 where there is no LibreOffice."""
    office = soffice()
    if office is None:
        print("没有LibreOffice，跳过Word文件的图片。No LibreOffice: the pictures of Word files are left out.")
        return 0
    shutil.rmtree(WORD, ignore_errors=True)
    WORD.mkdir(parents=True)
    papers: dict[str, Paper] = {}
    for case_name in names():
        case = _case(case_name)
        for paper in write_all(case, case.as_of):
            papers[f"{case_name[:2]}-{paper.id}-{file_name(paper, 'x')[:-2]}"] = paper
    with TemporaryDirectory() as folder:
        _set_by_word(office, papers, Path(folder))
    return len(papers)


def main() -> None:
    """Take them all."""
    for name in for_the_readme(HERE / "docs" / "pictures"):
        print(name)
    count = word_files()
    if count:
        print(f"{count} Word files → {WORD.relative_to(HERE)}")


if __name__ == "__main__":
    main()
