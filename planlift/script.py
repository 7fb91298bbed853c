"""`--script`: the text of a plan in traditional or simplified characters, made at output.

Only a document written in the other script is converted: OpenCC run over text that is already in the wanted
script spoils it (simplified-to-traditional rules make 裡長 of 里長).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from msgspec import structs

from planlift.settings import Script
from schema.plan import Indicator, Item, Level, Plan, PlanTable, Section
from schema.tables import Cell

if TYPE_CHECKING:
    import opencc

# Taiwan's forms on the traditional side (臺, 群, 為).
_CONVERTERS: dict[Script, str] = {"traditional": "s2tw", "simplified": "tw2s"}


def in_script(plan: Plan, script: Script) -> Plan:
    """PLAN with its texts in SCRIPT; PLAN itself where it is in SCRIPT already, or shows no script.

    Texts are everything printed, the names of indicators too; file names and codes stay.
    """
    if script == "keep":
        return plan
    converted = plan if script_of(_sample(plan)) in (script, None) else _Conversion(script).plan(plan)
    return replace(converted, items=tuple(_name_in_script(item, script) for item in converted.items))


def script_of(text: str) -> Script | None:
    """The script most of TEXT's telling characters belong to; None where none tells.

    Telling is a character that only one of the two national sets of the nineties has: Big5, GB 2312.

    >>> script_of("機關形象"), script_of("机关形象"), script_of("里干事")
    ('traditional', 'simplified', None)
    """
    balance = sum(_leaning(char) for char in text)
    if balance == 0:
        return None
    return "traditional" if balance > 0 else "simplified"


@cache
def _leaning(char: str) -> int:
    """1: traditional only; -1: simplified only; 0: both or neither."""
    return _encodes(char, "big5") - _encodes(char, "gb2312")


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _sample(plan: Plan) -> str:
    """The text that tells the plan's script: title and items, else its sections and tables."""
    items = "".join(
        text for item in plan.items for text in (item.action, item.benefit, *(level.text for level in item.path))
    )
    if plan.title or items:
        return plan.title + items
    cells = (cell.text for plan_table in plan.tables for cell in plan_table.table.cells)
    return "".join((*(section.heading + section.text for section in plan.sections), *cells))


def _name_in_script(item: Item, script: Script) -> Item:
    """ITEM with its indicator's name in SCRIPT: the taxonomy's own script is not the document's."""
    if not item.indicator.name or script_of(item.indicator.name) in (script, None):
        return item
    return structs.replace(item, indicator=_Conversion(script).indicator(item.indicator))


class _Conversion:
    """Converts the parts of a plan, each text by itself."""

    def __init__(self, script: Script) -> None:
        self.text: Callable[[str], str] = _converter(_CONVERTERS[script]).convert

    def texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.text(text) for text in texts)

    def plan(self, plan: Plan) -> Plan:
        return replace(
            plan,
            title=self.text(plan.title),
            agency=self.text(plan.agency),
            revisions=tuple(replace(r, raw=self.text(r.raw)) for r in plan.revisions),
            sections=tuple(self.section(section) for section in plan.sections),
            tables=tuple(self.table(table) for table in plan.tables),
            items=tuple(self.item(item) for item in plan.items),
        )

    def section(self, section: Section) -> Section:
        return replace(
            section,
            label=self.text(section.label),
            heading=self.text(section.heading),
            text=self.text(section.text),
            children=tuple(self.section(child) for child in section.children),
        )

    def table(self, plan_table: PlanTable) -> PlanTable:
        table = plan_table.table
        return PlanTable(
            replace(table, caption=self.text(table.caption), cells=tuple(self.cell(cell) for cell in table.cells)),
            tuple(structs.replace(column, header=self.text(column.header)) for column in plan_table.columns),
        )

    def cell(self, cell: Cell) -> Cell:
        return structs.replace(
            cell, lines=tuple(structs.replace(line, text=self.text(line.text)) for line in cell.lines)
        )

    def item(self, item: Item) -> Item:
        return structs.replace(
            item,
            path=tuple(Level(level.level, self.text(level.label), self.text(level.text)) for level in item.path),
            action=self.text(item.action),
            criteria=self.text(item.criteria),
            method=self.text(item.method),
            benefit=self.text(item.benefit),
            units_raw=self.text(item.units_raw),
            units=self.texts(item.units),
            supporting_units=self.texts(item.supporting_units),
            officers=self.texts(item.officers),
            period=structs.replace(item.period, raw=self.text(item.period.raw)),
            remark=self.text(item.remark),
        )

    def indicator(self, indicator: Indicator) -> Indicator:
        return structs.replace(indicator, name=self.text(indicator.name))


@cache
def _converter(config: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(config)
