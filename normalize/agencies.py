"""The agency that a document is of: from its title, else from a line or caption that names one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from normalize.metadata_words import metadata_words
from normalize.revisions import DATE
from normalize.simplified import simplified
from schema.enumerators import split_enumerator
from schema.plan import Revision
from schema.tables import Block, Document

_N = r"(?:\d{2,4}|[〇○零一二三四五六七八九十百]{2,5})"
_YEAR = re.compile(rf"(?:民国|中华民国|西元)?{_N}\s*(?:-\s*\d{{2,4}}\s*)?学?年")
_CALLED = re.compile(
    r"(?:^|[\s、，。;:为由])(?P<name>[^\s、，。;:为由()]{2,25})"
    r"\(以下简称[「『]?本(?!计|方|要|案)[^()]{1,2}[」』]?\)"
)
_BULLET = re.compile(r"^\W+")  # of a symbol font, too
_WHOLE = re.compile(r"[^\d\W]{4,30}")  # letters only
_FIRST_BLOCKS = 12
_LONGEST = 30


def agency_of(document: Document, title: str, revisions: Sequence[Revision] = ()) -> str:
    """The agency of DOCUMENT, as printed; empty where neither its title nor its beginning names one, nor REVISIONS."""
    named = agency_in(title)
    if named and metadata_words().agency_end.search(simplified(named)):
        return named
    for other in _other_evidence(document, revisions):  # a place alone may be the beginning of what stands in full
        if other and other.startswith(named):
            return other
    return named


def agency_in(text: str) -> str:
    """The agency that TEXT begins with (behind a year, perhaps); empty where it begins with none.

    >>> agency_in("清溪縣東河地政事務所 100 年度政府服務品質獎實施計畫")
    '清溪縣東河地政事務所'
    >>> agency_in("南浦市安和區公所提升服務品質實施計畫"), agency_in("113年度臺北市政府民政局工作計畫")
    ('南浦市安和區公所', '臺北市政府民政局')
    >>> agency_in("環境教育實施計畫")
    ''
    """
    words, folded = metadata_words(), simplified(text)
    lead = words.annex_number.match(folded)
    start = lead.end() if lead is not None else 0
    year = _YEAR.search(folded, start)
    if year is not None and year.start() > start:
        name = folded[start : year.start()].strip(" 《「")
        bare = "".join(name.split())
        ends = words.agency_end.search(bare) or words.place_end.search(bare)
        if len(bare) <= _LONGEST and ends and not words.kind.fullmatch(bare):
            return text[start : year.start()].strip(" 《「")
    elif year is not None:
        start = year.end() + (folded[year.end() : year.end() + 1] == "度")
        start += len(folded[start:]) - len(folded[start:].lstrip())
    return text[start : _chain_end(folded, start)].strip()


def is_agency(text: str) -> bool:
    """Is TEXT the name of an agency and nothing else (a letter's 函 apart)?"""
    bare = simplified("".join(_without_letter(text).split()))
    ends = metadata_words().agency_end.search(bare) is not None
    return len(bare) <= _LONGEST and ends and _chain_end(bare, 0) == len(bare)


def _without_letter(text: str) -> str:
    """TEXT, an agency's name, without what it sends behind it: `函`."""
    bare = text.strip()
    found = metadata_words().letter.search(simplified(bare))
    return bare if found is None else bare[: found.start()]


def _chain_end(folded: str, start: int) -> int:
    """Where the chain of an agency's name that begins at START ends; START where none begins there."""
    words = metadata_words()
    at = end = start
    grounded = False
    while (link := words.agency_step.match(folded, at)) is not None:
        if end == at > start and folded.startswith(words.begins_none, at):
            break
        at = link.end()
        if link["agency"] is None:
            grounded = True
        elif grounded or link["agency"] not in words.weak:
            grounded, end = True, at
    return start if words.kind.fullmatch(folded, start, end) else end


def _other_evidence(document: Document, revisions: Sequence[Revision]) -> Iterator[str]:
    """What the text calls itself, then what the beginning labels as the agency's name, then lines of it that are
    nothing but a name, then captions, then who made the document or changed it last."""
    words, beginning = metadata_words(), document.blocks[:_FIRST_BLOCKS]
    for block in document.blocks:
        called = _CALLED.search(simplified(block.text))
        if called is not None:
            yield agency_in(block.text[called.start("name") : called.end("name")])
    yield from _labelled(beginning, words.agency_label)
    lines = (_BULLET.sub("", block.text) for block in beginning)
    yield from (_without_letter(line) for line in lines if is_agency(line))
    yield from (agency_in(table.caption) for table in document.tables)
    latest = sorted((told for told in revisions if told.date is not None), key=lambda told: told.date or date.min)
    yield from (_issuer(told.raw) for told in latest[::-1])
    yield from _labelled(beginning, words.weak_agency_label)


def _issuer(line: str) -> str:
    """The agency that LINE of a document's history says to have made it, by a letter with a number; empty where it
    names none, or one that only approved it."""
    words, folded = metadata_words(), simplified(line)
    number, day = words.letter_number.search(folded), DATE.search(folded)
    if number is None or day is None or not words.issued.search(folded, number.end()) or words.approved.search(folded):
        return ""
    before = line[: day.start()].strip(" (（於")
    return before if is_agency(before) else _before_code("".join(line[day.end() : number.start()].split()))


def _before_code(text: str) -> str:
    """The agency at the beginning of TEXT, before the code of its letters, which is made of letters of its name.

    >>> _before_code("核能安全委員會核應"), _before_code("臺北市政府府授民"), _before_code("府授民")
    ('核能安全委員會', '臺北市政府', '')
    """
    cuts = ((text[:at], text[at:]) for at in range(len(text) - 1, 1, -1))
    return next((name for name, code in cuts if code[0] in name and is_agency(name)), "")


def _labelled(blocks: Sequence[Block], label: re.Pattern[str]) -> Iterator[str]:
    """The agencies that stand behind LABEL, in any of BLOCKS, numbered or not."""
    for block in blocks:
        text = split_enumerator(block.text)[1].strip()
        found = label.match(simplified(text))
        if found is not None and _is_name(name := text[found.end() :].strip()):
            yield name


def _is_name(text: str) -> bool:
    """Is TEXT, which a label says to be an agency's name, one and nothing else, however long before its ending?"""
    bare = simplified("".join(text.split()))
    return is_agency(text) or (
        metadata_words().agency_end.search(bare) is not None and _WHOLE.fullmatch(bare) is not None
    )
