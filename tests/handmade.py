"""Plans and outcomes made by hand, for tests of what is done with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from planlift.batch import Work
from planlift.inputs import DocumentFile, Found
from planlift.listing import Listing
from planlift.outcomes import Outcome
from planlift.sinks.rendered import Rendered, rendered
from schema.issues import Issue
from schema.places import Box, Fragment
from schema.plan import (
    Column,
    FieldPlace,
    Indicator,
    Item,
    Level,
    Period,
    Plan,
    PlanTable,
    Revision,
    Section,
)
from schema.record import plan_record
from schema.tables import Source
from tests.drawn import draw

TABLE = """
    | 執行項目   | 推動作法     | 承辦單位 |
    | 一、機關形象 | A.美化環境   | 各課室   |
    | ^          | B.定期清掃   | ”        |
"""
PLACE = Fragment(2, Box(72.004, 100.0, 300.126, 118.5))


def made_item(item_no: int = 1, **changes: object) -> Item:
    """An item with every field filled, but for CHANGES."""
    fields: dict[str, object] = {
        "item_no": item_no,
        "table_no": 1,
        "page": 2,
        "path": (Level(1, "壹、", "壹、優質便民服務"), Level(2, "一、", "一、機關形象 (100分)")),
        "action": "A.美化環境",
        "criteria": "每年至少2次",
        "method": "書面審查",
        "benefit": "提升機關形象",
        "units_raw": "各課、研考",
        "units": ("各課", "研考"),
        "supporting_units": ("人事室",),
        "officers": ("王小明", "課員李四"),
        "period": Period("每月15日", "recurring", date(2016, 1, 1), date(2016, 12, 31), "FREQ=MONTHLY;BYMONTHDAY=15"),
        "weight": 12.5,
        "weight_unit": "points",
        "indicator": Indicator("c/image/premises/environment", "環境", "105/a/b", "alias", 0.987654, "name"),
        "remark": "經費(千元)=4,850; 備註=無",
        "bbox": PLACE.bbox,
        "flags": ("misprint_repaired",),
        "fragments": (PLACE,),
        "places": (FieldPlace("action", (PLACE,)),),
    }
    return Item(**{**fields, **changes})  # type: ignore[arg-type]


def made_plan(plan_id: str = "105-plan", items: tuple[Item, ...] | None = None, source_file: str = "") -> Plan:
    """A plan with one of everything."""
    return Plan(
        plan_id=plan_id,
        source=Source(
            source_file or f"{plan_id}.pdf", sha256(plan_id.encode()).hexdigest(), "application/pdf", 3, "reader 1.0"
        ),
        title="戶政事務所105年度提升服務品質實施計畫",
        agency="戶政事務所",
        roc_year=105,
        edition="105",
        revisions=(Revision("105年2月16日修訂", date(2016, 2, 16), 2),),
        sections=(Section("壹、", "依據", 1, "", 1, (Section("一、", "方案", 2, "內容", 1),)),),
        tables=(PlanTable(draw(TABLE), (Column(0, "執行項目", "level"), Column(1, "推動作法", "action"))),),
        items=(made_item(),) if items is None else items,
        warnings=(Issue("ditto_unresolved", "A ditto mark has nothing above it.", 2, 1, 1),),
    )


def made_outcome(plan: Plan) -> Outcome:
    return Outcome(plan.plan_id, plan.source.file, plan_record(plan), plan.source.sha256, 0.5)


def made_result(plan: Plan) -> Rendered:
    return rendered(made_outcome(plan))


def failed_result(plan_id: str = "broken") -> Rendered:
    return rendered(failed_outcome(plan_id))


def failed_outcome(plan_id: str = "broken") -> Outcome:
    return Outcome(
        plan_id,
        f"{plan_id}.pdf",
        None,
        sha256(plan_id.encode()).hexdigest(),
        0.1,
        "damaged",
        f"{plan_id}.pdf is damaged.",
    )


def found_for(outcomes: Sequence[Outcome]) -> Found:
    """What a walk would have found to give OUTCOMES."""
    listing = Listing()
    listing.put(DocumentFile(Path(o.source_file), o.source_file, o.plan_id) for o in outcomes)
    return Found(listing)


class Given:
    """An engine that reads nothing: it gives the outcomes it was made with."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = outcomes

    def suits(self, jobs: int) -> bool:
        return True

    def run(self, work: Work, files: Iterable[DocumentFile], jobs: int) -> Iterator[Rendered]:
        return map(work.finish, self.outcomes)


def with_content(plan: Plan, file: Path) -> Plan:
    """PLAN as if it were read from FILE: its hash, and its content as title."""
    content = file.read_bytes()
    source = replace(plan.source, sha256=sha256(content).hexdigest())
    return replace(plan, source=source, title=content.decode())
