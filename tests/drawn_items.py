"""Items of a drawn table."""

from __future__ import annotations

from normalize.columns import layout_of
from normalize.items import items_of
from normalize.plan_year import plan_year_of
from schema.plan import Item
from tests.drawn import draw


def items(picture: str, *, header_rows: int = 1) -> list[Item]:
    """Those of PICTURE (as `tests.drawn.draw` takes it), in a plan of the ROC year 105."""
    table = draw(picture, header_rows=header_rows)
    return items_of(table, layout_of(table), plan_year_of(105)).items


def path(item: Item) -> list[str]:
    return [level.text for level in item.path]
