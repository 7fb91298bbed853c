"""Imported by the server that workers are forked from: what every document needs is loaded here, once.

No file is opened for reading here and no thread is begun: what a worker inherits is memory that does not change.
"""

from __future__ import annotations

from importlib import import_module

from normalize.plans import normalize
from planlift.pipeline import rules
from planlift.settings import Settings
from schema.record import plan_record
from schema.tables import Block, Cell, Document, Line, Source, Table

_READERS = ("extract.doc.reader", "extract.docx.reader", "extract.odt.reader", "extract.pdf.reader")
_COMMAND = "planlift.cli"  # the script of the installed command brings it into every worker
_ROWS = (("工作項目", "推動作法", "承辦單位", "完成期限"), ("一、服務", "(一)公告流程。", "各課室", "105年12月31日前"))


def _rehearse() -> None:
    """Read a table made here: word lists are read and patterns compiled when first met."""
    cells = tuple(
        Cell(row, col, lines=(Line(text, row + 0.5, 1.0),), header=row == 0)
        for row, texts in enumerate(_ROWS)
        for col, text in enumerate(texts)
    )
    table = Table(1, len(_ROWS), len(_ROWS[0]), cells, header_rows=1)
    source = Source("rehearsal.pdf", "", "application/pdf", 1, "")
    title = Block("某區公所105年度提升服務品質實施計畫", 1)
    plan_record(normalize(Document(source, (title,), (table,)), "rehearsal", rules(Settings())))


for name in (*_READERS, _COMMAND):
    import_module(name)
_rehearse()
