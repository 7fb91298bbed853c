"""Make the sample documents and their gold from `plans/*.yaml`.

    python -m samples.compose [SLUG …]

Needs python-docx and pdfplumber, LibreOffice (`soffice`), WeasyPrint, and the faces that the plans name. The
products stand in `documents/` and `gold/`; they are kept under version control, so that testing needs none of it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from samples.composing import content, sheet, web, word
from samples.composing.content import PlanContent
from samples.composing.converting import convert, write_odt
from samples.composing.grid import as_gold
from samples.composing.items import items
from samples.composing.printing import print_pdf, put_pages

HERE = Path(__file__).resolve().parent
ENDINGS = {
    "pdf": ".pdf",
    "docx": "-word.docx",
    "odt": "-open.odt",
    "doc": "-old.doc",
    "web": "-web.pdf",
    "sheet": ".pdf",
}
DOCUMENTS, GOLD, PLANS = HERE / "documents", HERE / "gold", HERE / "plans"


def gold(plan: PlanContent, document: Path, style: str) -> dict[str, Any]:
    """What a person reads off PLAN: the expected items and logical tables of DOCUMENT."""
    return {
        "document": document.name,
        "slug": plan.slug,
        "style": style,
        "title": plan.title,
        "agency": plan.agency,
        "roc_year": plan.roc_year,
        "edition": "",
        "items": items(plan, document.stem),
        "tables": [as_gold(table, number) for number, table in enumerate(plan.tables, 1)],
    }


def compose(path: Path) -> list[str]:
    """Make all files of the plan at PATH; a line for each."""
    plan = content.load(path)
    made: list[str] = []
    for kind, numbering in plan.files.items():
        document = DOCUMENTS / (plan.slug + ENDINGS[kind])
        record = gold(plan, document, f"{kind}-numpr" if numbering == "numbered" else kind)
        _write(plan, document, kind, numbered=numbering == "numbered")
        lost = put_pages(document, record["items"]) if document.suffix == ".pdf" else []
        target = GOLD / f"{document.stem}.gold.json"
        target.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        made.append(f"{document.name}: {len(record['items'])} items" + (f", no page for {lost}" if lost else ""))
    return made


def _write(plan: PlanContent, document: Path, kind: str, *, numbered: bool) -> None:
    if kind == "docx":
        word.write(plan, document, numbered=numbered)
    elif kind in ("odt", "doc"):
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / f"{plan.slug}.docx"
            word.write(plan, draft, numbered=numbered)
            if kind == "odt":
                write_odt(draft, document)
            else:
                document.write_bytes(convert(draft, "doc"))
    elif kind == "web":
        web.write(plan, document)
    elif kind == "sheet":
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / f"{plan.slug}.fods"
            sheet.write(plan, draft)
            print_pdf(draft, document)
    else:
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / f"{plan.slug}.docx"
            word.write(plan, draft, numbered=numbered)
            print_pdf(draft, document)


def main(arguments: list[str] | None = None) -> int:
    """Compose the plans that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slug", nargs="*", help="stems of files in plans/; all where none is named")
    wanted = parser.parse_args(arguments).slug
    for path in sorted(PLANS.glob("*.yaml")):
        if not wanted or path.stem in wanted:
            sys.stdout.writelines(f"{line}\n" for line in compose(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
