"""Heights: where the lines of a cell stand, and how high the rows of a table are, in points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from extract.flow.grid import Grid, Placed
from extract.flow.model import Bar, Flow, FlowCell, FlowTable, Paragraph
from extract.wrapping import LIBREOFFICE, WORD, Habits, Measure, Text, count_lines
from schema.text import clean, join_lines

_FACE_HEIGHT = 1.3  # line height of CJK faces, in em, as word processors set them
# In order of trial: what tells between them is only in tables with blank paragraphs.
HABITS = (LIBREOFFICE, WORD, Habits(hanging=False, gap_em=0.0), Habits(hanging=True, gap_em=0.0))
_LEAST_WIDTH_PT = 12.0  # a column too narrow for a character takes one a line all the same


@dataclass(frozen=True, slots=True)
class Set:
    """A paragraph, or a part of one after a soft break, set in its column: `top_pt` is its first line's top."""

    text: str
    top_pt: float
    pitch_pt: float
    n_lines: int
    begins: bool  # begins a paragraph


@dataclass(slots=True)
class Content:
    """What a cell holds once set, blank paragraphs' room included; bars with y from the top."""

    height_pt: float = 0.0
    parts: list[Set] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def parts_with_text(self) -> list[Set]:
        return [part for part in self.parts if part.text]


def set_flow(flow: Flow, width_pt: float, habits: Habits = LIBREOFFICE) -> Content:
    """FLOW set in a column of WIDTH_PT by a program of HABITS."""
    content, after = Content(), 0.0
    for block in flow:
        if isinstance(block, FlowTable):
            content.height_pt += after
            after = 0.0
            _set_table(content, block, habits)
        else:
            content.height_pt += max(after, block.before_pt) if content.height_pt else block.before_pt
            after = block.after_pt
            _set_paragraph(content, block, width_pt, habits)
    content.height_pt += after
    return content


def _set_paragraph(content: Content, paragraph: Paragraph, width_pt: float, habits: Habits) -> None:
    pitch = pitch_of(paragraph)
    content.bars += [Bar(b.x0, b.x1, b.y + content.height_pt) for b in paragraph.bars]
    for n, piece in enumerate(paragraph.pieces):
        text = label_and_text(paragraph) if n == 0 else clean("".join(part.text for part in piece))
        n_lines = count_lines(_with_label(paragraph, piece, n), _measure(paragraph, n, width_pt), habits)
        content.parts.append(Set(text, content.height_pt, pitch, n_lines, n == 0))
        content.height_pt += n_lines * pitch


def _set_table(content: Content, table: FlowTable, habits: Habits) -> None:
    """A table inside a cell: each of its rows is one line, its cells side by side."""
    for row in table.rows:
        cells = [set_cell(cell, habits) for cell in row.cells if not cell.below]
        parts = [part for cell in cells for part in cell.parts]
        height = max([row.height_pt, *(cell.height_pt for cell in cells)], default=0.0)
        text = " ".join(text for cell in cells if (text := join_lines(part.text for part in cell.parts)))
        pitch = parts[0].pitch_pt if parts else 12.0
        content.parts.append(Set(clean(text), content.height_pt, pitch, max(1, round(height / pitch)), True))
        content.height_pt += height


def label_and_text(paragraph: Paragraph) -> str:
    """The first printed piece of PARAGRAPH with its label, cleaned; a gap stays where text would run into it."""
    text = "".join(part.text for part in paragraph.pieces[0])
    label = paragraph.label
    if label is None:
        return clean(text)
    first = text.lstrip()[:1]
    tight = label.gap == "nothing" or not (first.isascii() and first.isalnum())
    return clean(label.text + ("" if tight and label.gap != "space" else " ") + text)


def pitch_of(paragraph: Paragraph) -> float:
    """Distance of two lines of PARAGRAPH."""
    spacing = paragraph.spacing
    if spacing.rule == "exact":
        return spacing.value
    sizes = [part.face.size_pt for piece in paragraph.pieces for part in piece]
    own = _FACE_HEIGHT * max(sizes, default=paragraph.size_pt)
    if spacing.rule == "least":
        own = max(own, spacing.value)
    if spacing.grid_pt:
        own = ceil(own / spacing.grid_pt - 0.01) * spacing.grid_pt
    return own * spacing.value if spacing.rule == "factor" else own


def _with_label(paragraph: Paragraph, piece: Sequence[Text], n: int) -> list[Text]:
    label = paragraph.label
    if n or label is None:
        return list(piece)
    gap = {"tab": "\t", "space": " ", "nothing": ""}[label.gap]
    return [Text(label.text + gap, label.face), *piece]


def _measure(paragraph: Paragraph, n: int, width_pt: float) -> Measure:
    indent = paragraph.indent
    width = max(_LEAST_WIDTH_PT, paragraph.size_pt, width_pt - indent.left_pt - indent.right_pt)
    first = max(indent.first_pt, -indent.left_pt) if n == 0 else 0.0
    return Measure(width, min(first, width / 2), paragraph.tab_pt, indent.left_pt)


@dataclass(frozen=True, slots=True)
class Heights:
    """The rows of a table: where each begins (one more entry: where the last ends), and what each cell holds."""

    tops_pt: tuple[float, ...]
    contents: tuple[Content, ...]  # as `Grid.cells`

    def shift(self, placed: Placed, content: Content) -> float:
        """Distance from the top of PLACED to its content."""
        room = self.tops_pt[placed.row + placed.rowspan] - self.tops_pt[placed.row]
        top, bottom = placed.cell.margin_pt[1], placed.cell.margin_pt[3]
        free = max(0.0, room - content.height_pt - top - bottom)
        return top + {"top": 0.0, "center": free / 2, "bottom": free}[placed.cell.align]


def set_cell(cell: FlowCell, habits: Habits) -> Content:
    """What CELL holds, set in its column."""
    return set_flow(cell.flow, cell.width_pt - cell.margin_pt[0] - cell.margin_pt[2], habits)


def heights_of(grid: Grid) -> Heights:
    """Every cell of GRID set in its column, and the row heights that follow.

    Which program's habits set it is not in the file, but blank paragraphs tell: their author put them
    there so that what follows stands beside the beginning of an entry in another column. The habits
    under which most of it does are taken.
    """
    tried: list[tuple[int, Heights]] = []
    for habits in HABITS:
        heights = _heights(grid, tuple(set_cell(placed.cell, habits) for placed in grid.cells))
        missed = _out_of_step(grid, heights)
        if missed == 0:
            return heights
        tried.append((missed, heights))
    return min(tried, key=lambda pair: pair[0])[1]


def _heights(grid: Grid, contents: tuple[Content, ...]) -> Heights:
    rows = [row.height_pt for row in grid.rows]
    for placed, content in sorted(
        zip(grid.cells, contents, strict=True), key=lambda pair: pair[0].row + pair[0].rowspan
    ):
        last = placed.row + placed.rowspan - 1
        needed = content.height_pt + placed.cell.margin_pt[1] + placed.cell.margin_pt[3]
        missing = needed - sum(rows[placed.row : last + 1])
        if missing > 0 and not grid.rows[last].exact:
            rows[last] += missing
    tops = [0.0]
    for height in rows:
        tops.append(tops[-1] + height)
    return Heights(tuple(tops), contents)


def _out_of_step(grid: Grid, heights: Heights) -> int:
    """How many paragraphs that follow a blank one stand beside the beginning of no other column's paragraph."""
    begun: Counter[tuple[int, int]] = Counter()  # (row, whole points from its top)
    waiting: list[tuple[int, int]] = []
    for placed, content in zip(grid.cells, heights.contents, strict=True):
        shift = heights.shift(placed, content)
        begun.update((placed.row, round(shift + part.top_pt)) for part in content.parts_with_text)
        waiting += [(placed.row, round(shift + part.top_pt)) for part in _after_blank(content)]
    return sum(1 for place in waiting if begun[place] < 2)


def _after_blank(content: Content) -> Iterator[Set]:
    """The paragraphs of CONTENT that follow a blank one which follows text."""
    blank = written = False
    for part in content.parts:
        if part.text and blank and written:
            yield part
        written = written or bool(part.text)
        blank = not part.text
