"""Tables in the structure tree of a PDF that a test draws, as office programs and browsers write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from schema.tables import Cell, Table
from tests.sheets import Sheet, write_pdf

SIZE = 10.0
PITCH = 12.0


class Tagged:
    """One Table element with the rows and cells of a drawn table. `spans`: are its spans stated? `blanks`: has
    the tree elements for cells without text (browsers leave them out)?"""

    def __init__(self, table: Table, *, spans: bool = True, blanks: bool = True) -> None:
        self.table, self.spans, self.blanks = table, spans, blanks
        self.content: dict[tuple[int, int], list[tuple[Sheet, int]]] = defaultdict(list)

    def on(
        self, sheet: Sheet, x: Sequence[float], top: float, rows: Iterable[int] | None = None, *, rules: bool = False
    ) -> float:
        """Print ROWS (all) on SHEET from TOP down, columns between X; gives the height of their end."""
        shown = list(range(self.table.n_rows)) if rows is None else list(rows)
        y = top
        edges = [y]
        for row in shown:
            own = [cell for cell in self.table.cells if cell.row == row]
            for cell in own:
                self.put(sheet, cell, x[cell.col] + 3, y + 2, [line.text for line in cell.lines])
            y += 6 + PITCH * max([1, *(len(cell.lines) for cell in own)])
            edges.append(y)
        for cell in self.table.cells if rules else ():
            if cell.row in shown:
                first = shown.index(cell.row)
                sheet.frame(x[cell.col], edges[first], x[cell.col + cell.colspan], edges[first + cell.rowspan])
        return y

    def put(self, sheet: Sheet, cell: Cell, x: float, top: float, texts: Sequence[str]) -> None:
        """Print TEXTS, line by line, as content of CELL."""
        for n, text in enumerate(texts):
            mark = sheet.marked(x, top + n * PITCH, text, SIZE)
            self.content[cell.row, cell.col].append((sheet, mark))


def write_tagged(path: Path, sheets: Sequence[Sheet], *tables: Tagged) -> Path:
    """A tagged PDF file of SHEETS, whose tree holds TABLES."""

    def tree(objects: list[bytes], pages: dict[Sheet, int]) -> str:
        owners: dict[Sheet, dict[int, int]] = {sheet: {} for sheet in sheets}
        root = len(objects) + 1
        objects += [b"", b""]  # the root and the document, known when all else is
        kids = [_table(objects, table, root + 1, pages, owners) for table in tables]
        objects[root] = _element("Document", root, kids)
        nums = " ".join(f"{n} [{_by_mark(owners[sheet])}]" for n, sheet in enumerate(sheets))
        objects[root - 1] = f"<< /Type /StructTreeRoot /K [{root + 1} 0 R] /ParentTree << /Nums [{nums}] >> >>".encode()
        return f"/StructTreeRoot {root} 0 R /MarkInfo << /Marked true >>"

    return write_pdf(path, *sheets, tree=tree)


def _by_mark(owners: dict[int, int]) -> str:
    return " ".join(f"{owners[mark]} 0 R" for mark in sorted(owners))


def _element(kind: str, parent: int, kids: Sequence[int | str], more: str = "") -> bytes:
    listed = " ".join(kid if isinstance(kid, str) else f"{kid} 0 R" for kid in kids)
    return f"<< /Type /StructElem /S /{kind} /P {parent} 0 R {more} /K [{listed}] >>".encode()


def _table(
    objects: list[bytes], tagged: Tagged, parent: int, pages: dict[Sheet, int], owners: dict[Sheet, dict[int, int]]
) -> int:
    objects.append(b"")
    number = len(objects)
    rows: list[int | str] = []
    for row in range(tagged.table.n_rows):
        objects.append(b"")
        row_number = len(objects)
        cells: list[int | str] = []
        for cell in (cell for cell in tagged.table.cells if cell.row == row):
            content = tagged.content[cell.row, cell.col]
            if not content and not tagged.blanks:
                continue
            spans = f"/A << /O /Table /RowSpan {cell.rowspan} /ColSpan {cell.colspan} >>" if tagged.spans else ""
            kids = [f"<< /Type /MCR /Pg {pages[sheet]} 0 R /MCID {mark} >>" for sheet, mark in content]
            objects.append(_element("TH" if cell.header else "TD", row_number, kids, spans))
            cells.append(len(objects))
            for sheet, mark in content:
                owners[sheet][mark] = len(objects)
        objects[row_number - 1] = _element("TR", number, cells)
        rows.append(row_number)
    objects[number - 1] = _element("Table", parent, rows)
    return number
