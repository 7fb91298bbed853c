"""The dated lines of a plan's history: `113.4.11 第17次修訂 …號核准`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from normalize.metadata_words import metadata_words
from normalize.numbers import NUMERALS, read_number
from normalize.periods import read_period
from normalize.simplified import simplified
from schema.enumerators import read_enumerator
from schema.plan import Revision
from schema.tables import Block
from schema.text import join_lines

_N = rf"[{simplified(NUMERALS)}]"
DATE = re.compile(
    rf"(?:中华民国|民国|西元)?\s*(?<!\d)(?:"
    rf"{_N}{{2,6}}\s*年\s*{_N}{{1,3}}\s*月(?:\s*{_N}{{1,3}}\s*[日号])?|\d{{2,4}}([./-])\d{{1,2}}(?:\1\d{{1,2}})?(?!\d)|\d{{7,8}}(?!\d))"
)
_MAY_BE_DATE = re.compile(r"年|\d[./-]\d|\d{7}")  # in every date, and soon looked for
_NUMBER = re.compile(rf"第\s*({_N}{{1,4}})\s*次")
_LONGEST = 110  # characters; what is longer is prose
_LEAD = 24  # characters before the date: the agency's name, a bracket
_PROSE = re.compile(r"[。，,;「《]")


def revisions_of(blocks: Sequence[Block]) -> tuple[tuple[int, Revision], ...]:
    """(index of its block, revision) for each dated line of history, in order; `date` None where it names no day."""
    found: list[tuple[int, Revision]] = []
    for index, block in enumerate(blocks):
        told = revisions_in(block.text)
        if not told and index + 1 < len(blocks) and _goes_on(block, blocks[index + 1]):
            told = revisions_in(join_lines([block.text, blocks[index + 1].text]))
        found += [(index, revision) for revision in told]
    return tuple(found)


def _goes_on(block: Block, following: Block) -> bool:
    """Is BLOCK a line that begins with a date and ends before it says what was done then?"""
    line = simplified(block.text)
    if _MAY_BE_DATE.search(line) is None or DATE.match(line) is None:
        return False
    next_line = simplified(following.text)
    return (
        DATE.search(next_line) is None
        and read_enumerator(next_line) is None
        and metadata_words().revision.search(next_line) is not None
    )


def revisions_in(text: str) -> tuple[Revision, ...]:
    """The revisions that one line tells; none where it is no line of history.

    >>> [(r.date.isoformat(), r.number) for r in revisions_in("113年4月11日第17次修正")]
    [('2024-04-11', 17)]
    >>> revisions_in("一、行政院研考會98年9月16日函修正「政府服務品質獎評獎實施計畫」。")
    ()
    """
    folded = simplified(text)
    first = DATE.search(folded) if _MAY_BE_DATE.search(folded) is not None else None
    if first is None or first.start() > _LEAD or not _is_history(folded, first):
        return ()
    dates = list(DATE.finditer(folded))
    if len(text) > _LONGEST * len(dates):
        return ()
    ends = [*(found.start() for found in dates[1:]), len(text)]
    starts = [0, *(found.start() for found in dates[1:])]
    parts = [text[start:end].strip(" 、，,；;") for start, end in zip(starts, ends, strict=True)]
    told = [_revision(part, found[0]) for part, found in zip(parts, dates, strict=True)]
    return tuple(revision for revision in told if metadata_words().revision.search(simplified(revision.raw)))


def _is_history(folded: str, first: re.Match[str]) -> bool:
    """Is it a line of its own, rather than a sentence or an entry that cites a date?"""
    if read_enumerator(folded) is not None and first.start() != 0:
        return False
    lead = folded[: first.start()]
    return _PROSE.search(lead) is None and "「" not in folded and not folded.rstrip(")").endswith("。")


def _revision(raw: str, printed: str) -> Revision:
    period, _ = read_period(printed, None)
    number = _NUMBER.search(simplified(raw))
    day: date | None = period.start if period.kind == "date" else None
    return Revision(raw, day, None if number is None else read_number(number[1]))
