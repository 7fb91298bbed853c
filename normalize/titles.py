"""The title of a document: the biggest line of its first page that reads like one, over one line or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.agencies import agency_in, is_agency
from normalize.letters import subject_of
from normalize.metadata_words import metadata_words
from normalize.simplified import simplified
from schema.enumerators import read_enumerator
from schema.tables import Block, Document
from schema.text import join_lines

_FIRST_BLOCKS = 40  # where the format has no pages
_LONGEST = 60  # characters of a title line
_MOST_LINES = 4
_TAIL = 2  # characters: no title by themselves
_SHORTER = 0.8  # of the line above: what a wrapped title's last line is
_SAME_SIZE = 0.08  # sizes that differ by less are one
_BIGGER = 1.1  # than most of the text: what a title that ends otherwise must be
_FAR_BIGGER = 1.3  # than the biggest line that ends like a title
_FEWEST_BLOCKS = 3  # that tell which size is the title's
_FIRST_LINES = 4  # of a page: what stands out there need not be centred to be a title
_NO_TITLE = re.compile(r"[:：|]|等$|^第.{1,3}[章節节]")
_SENTENCE = re.compile(r"[。；;，]|[:：].")
_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_LAST_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?:[-~至](?:19|20)\d\d)?|(?:1\d\d|\d\d)(?:学?年度?))$")
_DATED = re.compile(r"[\d./年月日\s]{6,}$")
_YEAR = r"(?:民國|中華民國)?[\d〇○零一二三四五六七八九十百-]{1,9}學?年度?"
_NAMED_YEAR = re.compile(r"\d{2,4}学?年度?")
_DAY = re.compile(r"[月日号]|[\d.]{5}|公告|函$")  # of a letter, a meeting, a number
_SHORTEST_REST = 4  # characters of a title beside its agency and its year
_YEAR_ONLY = re.compile(rf"[(（]?{_YEAR}(?:[~至到-]{_YEAR})?[)）]?$")


@dataclass(frozen=True, slots=True)
class Title:
    """The title, the indices of the blocks that print it, and a line beside it that only states the year.

    `is_subject`: it is what a letter is about, which may name other agencies than the letter's own.
    """

    text: str = ""
    blocks: tuple[int, ...] = ()
    year_line: str = ""
    is_subject: bool = False


def title_of(document: Document) -> Title:
    """The title of DOCUMENT; empty where no line of its beginning, and no caption, reads like one."""
    blocks = _beginning(document.blocks)
    whole = [_with_its_line(index, blocks) for index in range(len(blocks))]
    lines = [(index, block) for index, block in enumerate(whole) if _may_be_title(block)]
    words = metadata_words()
    ends = [(index, block, _without_tail(_bare(block.text))) for index, block in lines]
    for pattern in (words.plan_end, words.title_end):
        if candidates := [(index, block) for index, block, end in ends if pattern.search(end)]:
            return _whole(_biggest(candidates, lines, blocks), blocks)
    if outstanding := _outstanding(lines, blocks):
        return _whole(_last_alike(_biggest(outstanding, outstanding, blocks), outstanding), blocks)
    if (own := _of_an_agency(lines)) is not None:
        return _whole(own, blocks)
    named = next((_title_in(block.text) for _, block in lines if block.centered and _title_in(block.text)), "")
    captions = (caption for table in document.tables if (caption := _title_in(table.caption)))
    if text := named or next(captions, "") or labelled(document):
        return Title(text)
    subject = subject_of(blocks)
    largest = _largest(lines, blocks) if not subject[0] else None
    return Title(*subject, is_subject=True) if largest is None else _whole(largest, blocks)


def labelled(document: Document) -> str:
    """The name of the plan where the beginning of DOCUMENT gives it behind a label; empty where it does not."""
    label = metadata_words().title_label
    found = ((block.text, label.match(simplified(block.text))) for block in _beginning(document.blocks))
    return next((text[told.end() :].strip() for text, told in found if told is not None), "")


def _beginning(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of the first page that has any text, or the first blocks, before any table."""
    pages = [block.page for block in blocks if block.page is not None]
    if not pages:
        return tuple(blocks[:_FIRST_BLOCKS])
    return tuple(block for block in blocks if block.page == pages[0])


def _with_its_line(index: int, blocks: Sequence[Block]) -> Block:
    """Block INDEX of BLOCKS; where it is but the last characters of a title, with the line above it."""
    block = blocks[index]
    if index == 0 or len(block.text.strip()) > _TAIL or not _wraps(blocks[index - 1], block):
        return block
    return replace(block, text=join_lines((blocks[index - 1].text, block.text)))


def _wraps(above: Block, below: Block) -> bool:
    """Is BELOW the rest of the full line ABOVE, of one size and in the middle below it?"""
    if above.box is None or below.box is None:
        return False
    return _is_alike(above, below) and below.box.width_pt < _SHORTER * above.box.width_pt


def _is_alike(above: Block, below: Block) -> bool:
    """Are ABOVE and BELOW of one size, the one in the middle above the other?"""
    if above.box is None or below.box is None or above.size_pt is None or below.size_pt is None:
        return False
    off = (above.box.x0 + above.box.x1 - below.box.x0 - below.box.x1) / 2
    return abs(above.size_pt - below.size_pt) <= _SAME_SIZE * below.size_pt and abs(off) <= below.size_pt / 2


def _may_be_title(block: Block) -> bool:
    text = block.text.strip()
    return (
        2 < len(text) <= _LONGEST
        and read_enumerator(text) is None
        and _SENTENCE.search(text) is None
        and metadata_words().annex.match(simplified(text)) is None
    )


def _bare(text: str) -> str:
    return metadata_words().note.sub("", simplified("".join(text.split())).strip("《》「」"))


def _without_tail(bare: str) -> str:
    """BARE without a bracket or a year at its end."""
    return _LAST_YEAR.sub("", _LAST_BRACKET.sub("", bare) if bare.endswith(")") else bare)


def _reads_like_title(text: str) -> bool:
    bare = _without_tail(_bare(text))
    return 4 < len(bare) <= _LONGEST and metadata_words().title_end.search(bare) is not None


def _title_in(caption: str) -> str:
    """The title in CAPTION, without the number of the table or annex and a date behind it; empty where it has none."""
    text = _without_notes(_DATED.sub("", caption[_numbered(caption) :])).strip()
    bare = _without_tail(_bare(text))
    is_title = 4 < len(bare) <= _LONGEST and metadata_words().table_title_end.search(bare) is not None
    return text if is_title and read_enumerator(text) is None and _SENTENCE.search(text) is None else ""


def _numbered(caption: str) -> int:
    """Where CAPTION goes on behind the number of a table or an annex."""
    found = metadata_words().annex_number.match(simplified(caption))
    return 0 if found is None else found.end()


def _outstanding(lines: Sequence[tuple[int, Block]], blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    """Lines that stand out: bigger than most of the text, or of a title's style; names of agencies left out."""
    usual = _usual_size(blocks) if lines else None
    return [
        (index, block)
        for index, block in lines
        if (block.heading_level == 1 or (usual and block.size_pt and block.size_pt >= _BIGGER * usual))
        and (block.centered or index < _FIRST_LINES)
        and not is_agency(block.text)
        and _NO_TITLE.search(block.text) is None
        and metadata_words().part.fullmatch(simplified("".join(block.text.split()))) is None
    ]


def _largest(lines: Sequence[tuple[int, Block]], blocks: Sequence[Block]) -> int | None:
    """The index of the one line in the middle of the page that is bigger than every other; where most text stands in
    tables, it may hold most of the rest. None where there is none."""
    sizes = sorted(block.size_pt or 0.0 for block in blocks)
    if len(sizes) < _FEWEST_BLOCKS or not sizes[-2] or sizes[-1] < _BIGGER * sizes[-2]:
        return None
    found = (index for index, block in lines[:_FIRST_LINES] if block.size_pt == sizes[-1] and block.centered)
    index = next(found, None)
    return None if index is None or is_agency(blocks[index].text) or _NO_TITLE.search(blocks[index].text) else index


def _usual_size(blocks: Sequence[Block]) -> float | None:
    """The size of the middle one of all characters of BLOCKS, in points; None where none is known."""
    counts: Counter[float] = Counter()
    for block in blocks:
        if block.size_pt is not None:
            counts[block.size_pt] += len(block.text)
    passed = 0
    for size in sorted(counts):
        passed += counts[size]
        if passed > counts.total() // 2:
            return size
    return None


def _biggest(
    candidates: Sequence[tuple[int, Block]], lines: Sequence[tuple[int, Block]], blocks: Sequence[Block]
) -> int:
    """The index of the first of the biggest candidates; of one of LINES far bigger that ends otherwise and stands out
    among BLOCKS, if there is one."""
    most = max(block.size_pt or 0.0 for _, block in candidates)
    found = next(i for i, block in candidates if (block.size_pt or 0.0) >= most * (1 - _SAME_SIZE))
    bigger = [
        (i, block)
        for i, block in lines
        if most and (block.size_pt or 0.0) > _FAR_BIGGER * most and block.centered and i <= found + _FIRST_LINES
    ]
    return next((i for i, _ in _outstanding(bigger, blocks)), found)


def _of_an_agency(lines: Sequence[tuple[int, Block]]) -> int | None:
    """The index of a line among the first that names an agency and a year, and goes on; None where there is none."""
    for index, block in lines:
        text = "".join(block.text.split())
        name = agency_in(text)
        year = _NAMED_YEAR.search(simplified(text))
        if index >= _FIRST_LINES or not name or year is None or _DAY.search(simplified(text)) is not None:
            continue
        if len(text) - len(name) - len(year[0]) >= _SHORTEST_REST:
            return index
    return None


def _last_alike(index: int, outstanding: Sequence[tuple[int, Block]]) -> int:
    """The last of the lines right below line INDEX that are as big and stand in the middle below it: as no ending
    tells where a title ends that does not read like one, it goes on so far."""
    following = dict(outstanding)
    while index + 1 in following and _is_below(following[index], following[index + 1]):
        index += 1
    return index


def _is_below(above: Block, below: Block) -> bool:
    near = above.box is not None and below.box is not None and below.box.top - above.box.bottom < (below.size_pt or 0.0)
    return near and _is_alike(above, below) and above.bold == below.bold


def _whole(index: int, blocks: Sequence[Block]) -> Title:
    """The title that ends with block INDEX, with the lines right above that belong to it."""
    first = index
    while first > 0 and index - first < _MOST_LINES - 1 and _belongs(blocks[first - 1], blocks[index]):
        first -= 1
    used = range(first, index + 1)
    text = _without_notes(join_lines(blocks[n].text for n in used))
    beside = [blocks[n].text for n in (index + 1, first - 1) if 0 <= n < len(blocks)]
    year_line = next((line for line in beside if _YEAR_ONLY.match("".join(line.split()))), "")
    return Title(text, tuple(used), year_line)


def _belongs(above: Block, title: Block) -> bool:
    """Is the line ABOVE a part of the TITLE below it: same size, alike centred, no title of its own?"""
    if not _may_be_title(above) or _reads_like_title(above.text):
        return False
    if _wraps(above, title):
        return True
    if above.centered != title.centered:
        return False
    if above.size_pt is None or title.size_pt is None:
        return above.centered and title.centered
    alike = abs(above.size_pt - title.size_pt) <= _SAME_SIZE * title.size_pt
    return alike and (title.centered or above.bold == title.bold)


def _without_notes(text: str) -> str:
    """TEXT without a bracket that only tells which version it is."""
    folded = simplified(text)
    found = metadata_words().note.search(folded)
    return text[: found.start()].rstrip() if found is not None else text.strip()
