"""A paper as a Word file (.docx) that can be changed: Song and Hei typefaces, Chinese line breaking, A4."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from repaybook.documents.archive import without_days
from repaybook.documents.libraries import loaded
from repaybook.documents.paper import Block, Fill, Grid, Heading, Items, Paper, Sign, Text, check, closing

_BODY, _TITLE = "宋体", "黑体"
_LATIN = "Times New Roman"
_NO_AUTHOR = ""
_GAP = 6
"""Millimetres between two lines to be filled beside each other."""
_PADDING = 108
"""Twentieths of a point that Word keeps inside a cell; a table is moved in by them, to stand flush with the text."""


class _Writer:
    """Puts blocks into a new document, one after the other."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._shared = loaded("docx.shared")
        self._text = loaded("docx.enum.text")
        self._qn = loaded("docx.oxml.ns").qn
        self._element = loaded("docx.oxml").OxmlElement
        self.document = loaded("docx").Document()
        # 小四 is 12 pt, 三号 16 pt.
        self._size = self._shared.Pt(10 if paper.small else 12)
        self._set_up()

    def _set_up(self) -> None:
        shared, section = self._shared, self.document.sections[0]
        section.page_width, section.page_height = shared.Mm(210), shared.Mm(297)
        margin = shared.Mm(20 if self._paper.small else 25)
        section.left_margin = section.right_margin = margin
        section.top_margin = section.bottom_margin = shared.Mm(18 if self._paper.small else 20)
        style = self.document.styles["Normal"]
        style.font.size = self._size
        style.paragraph_format.space_after = shared.Pt(3 if self._paper.small else 4)
        style.paragraph_format.line_spacing = 1.15 if self._paper.small else 1.25
        self._fonts(style.element.get_or_add_rPr(), _BODY)
        if not self._paper.small:
            self._number_pages(section.footer.paragraphs[0])
        about = self.document.core_properties
        about.title, about.author, about.comments, about.language = self._paper.title, _NO_AUTHOR, "", self._tag
        about.created = about.modified = datetime(self._paper.on.year, self._paper.on.month, self._paper.on.day)  # noqa: DTZ001 - Word writes no zone
        about.revision = 1

    def _number_pages(self, paragraph: Any) -> None:
        paragraph.alignment = self._text.WD_ALIGN_PARAGRAPH.CENTER
        field = self._element("w:fldSimple")
        field.set(self._qn("w:instr"), "PAGE")
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no other way

    @property
    def _tag(self) -> str:
        return "zh-CN" if self._paper.lang == "zh" else "en-GB"

    def _fonts(self, properties: Any, asian: str) -> None:
        fonts = properties.get_or_add_rFonts()
        for name, family in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", asian)):
            fonts.set(self._qn(f"w:{name}"), family)
        language = properties.find(self._qn("w:lang"))
        if language is None:
            language = self._element("w:lang")
            properties.append(language)
        # Figures in Chinese text are told to be Latin: else a line may end in the middle of an amount.
        language.set(self._qn("w:val"), "en-GB")
        language.set(self._qn("w:eastAsia"), "zh-CN")

    def _run(self, paragraph: Any, text: str, *, bold: bool = False, heading: bool = False, points: float = 0) -> None:
        """Add a run; what the style already says is not said again, which would take most of the time."""
        run = paragraph.add_run(text)
        if bold:
            run.bold = True
        if points:
            run.font.size = self._shared.Pt(points)
        if heading:
            self._fonts(run._r.get_or_add_rPr(), _TITLE)  # noqa: SLF001 - python-docx has no other way

    def title(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = self._text.WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = self._shared.Pt(12)
        self._run(paragraph, text, bold=True, heading=True, points=16)

    def write(self, block: Block) -> None:
        match block:
            case Heading(text):
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_before = self._shared.Pt(8)
                self._run(paragraph, text, bold=True, heading=True)
            case Text(text, plain, bold):
                self._paragraph(text, plain=plain, bold=bold)
            case Items(lines, numbered):
                for number, line in enumerate(lines, 1):
                    self._item(f"{number}." if numbered else "•", line)
            case Grid():
                self._grid(block)
            case Fill(label, beside):
                self._lines((label, beside) if beside else (label,))
            case Sign(name, day):
                self._lines((name, day))
                self.document.paragraphs[-1].paragraph_format.space_before = self._size * 2

    def keep_with_next(self, *, table: bool) -> None:
        """Keep the last paragraph on the page of what follows, and the table before it where that was one."""
        kept = [self.document.paragraphs[-1]]
        if table:
            kept += [row.cells[0].paragraphs[0] for row in self.document.tables[-1].rows]
        for paragraph in kept:
            paragraph.paragraph_format.keep_with_next = True

    def _paragraph(self, text: str, *, plain: bool, bold: bool) -> None:
        paragraph = self.document.add_paragraph()
        if not plain and self._paper.lang == "zh":
            paragraph.paragraph_format.first_line_indent = self._size * 2
            paragraph.alignment = self._text.WD_ALIGN_PARAGRAPH.JUSTIFY
        if bold:
            paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, text, bold=bold)

    def _item(self, mark: str, text: str) -> None:
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = self._size * 2, -self._size * 3 // 2
        form.tab_stops.add_tab_stop(self._size * 2)
        self._run(paragraph, f"{mark}\t{text}")

    def _lines(self, labels: tuple[str, ...]) -> None:
        """Write labels beside each other, each with a line to be filled after it."""
        paragraph = self.document.add_paragraph()
        section = self.document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        leader, align = self._text.WD_TAB_LEADER.LINES, self._text.WD_TAB_ALIGNMENT.LEFT
        stops, gap = paragraph.paragraph_format.tab_stops, self._shared.Mm(_GAP)
        for number, label in enumerate(labels, 1):
            end = width * number // len(labels)
            if number == len(labels):
                stops.add_tab_stop(end, align, leader)
                self._run(paragraph, f"{label} \t")
            else:
                stops.add_tab_stop(end - gap, align, leader)
                stops.add_tab_stop(end, align)
                self._run(paragraph, f"{label} \t\t")

    def _grid(self, grid: Grid) -> None:
        section = self.document.sections[0]
        space = section.page_width - section.left_margin - section.right_margin
        widths = grid.widths or (1,) * len(grid.head)
        table = self.document.add_table(rows=1 + len(grid.rows), cols=len(grid.head), style="Table Grid")
        table.autofit = False
        self._flush(table)
        columns = [space * width // sum(widths) for width in widths]
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for row, cells in zip(table.rows, (grid.head, *grid.rows), strict=True):
            row._tr.get_or_add_trPr().append(self._element("w:cantSplit"))  # noqa: SLF001 - no other way
            if grid.tall:
                row.height = self._shared.Mm(7)
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = columns[place]
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = self._shared.Pt(1)
                paragraph.paragraph_format.line_spacing = 1.1
                if place in grid.right:
                    paragraph.alignment = self._text.WD_ALIGN_PARAGRAPH.RIGHT
                self._run(paragraph, text, bold=cells is grid.head, points=9 if self._paper.small else 10.5)
        properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
        properties.append(self._element("w:tblHeader"))
        after = self.document.add_paragraph()
        after.paragraph_format.space_after = self._shared.Pt(0)
        after.paragraph_format.line_spacing = self._shared.Pt(8)

    def _flush(self, table: Any) -> None:
        indent = self._element("w:tblInd")
        indent.set(self._qn("w:w"), str(_PADDING))
        indent.set(self._qn("w:type"), "dxa")
        layout = table._tbl.tblPr.find(self._qn("w:tblLayout"))  # noqa: SLF001 - python-docx has no other way
        layout.addprevious(indent)


def docx(paper: Paper) -> bytes:
    """Return the paper as .docx; the same paper gives the same bytes. ``DocumentError`` on an unwritable character."""
    check(paper)
    writer = _Writer(paper)
    writer.title(paper.title)
    kept = closing(paper)
    for place, block in enumerate(paper.blocks):
        writer.write(block)
        if place in kept:
            writer.keep_with_next(table=isinstance(block, Grid))
    target = io.BytesIO()
    writer.document.save(target)
    return without_days(target.getvalue())
