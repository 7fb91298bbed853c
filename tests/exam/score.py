"""Scores a run (`items.csv`, `plans/*.json`) against gold files: what is right, field by field and item by item."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from tests.exam.folding import folded, harmless
from tests.exam.tables import content_score

LEVELS = tuple(f"level_{number}" for number in range(1, 6))
FOUND_FROM = 0.9  # similarity of path, action and method from which an item counts as found
COMPARED_FROM = 0.5  # similarity from which a pair's fields are compared
LISTS = ("units", "supporting_units", "officers", "months")
TEXTS = ("action", "period_raw", "period_kind", "start", "end", "recurrence")
MORE_TEXTS = ("benefit", "criteria", "method", "remark")
WHERE_TOLD = ("page", "indicator_code")  # an empty gold tells nothing
FIELDS = ("path", *TEXTS, *LISTS, "weight", *MORE_TEXTS, *WHERE_TOLD)
CORE = ("path", "action", "units", "start", "end", "months", "method")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run wrote: lines of items.csv and tables, by the name of the source file without its folder."""

    lines: Mapping[str, list[dict[str, str]]]
    tables: Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one document. Counts are of items; `fields` has (right, told) of the compared pairs."""

    document: str
    style: str
    expected: int
    got: int
    found: int
    exact: int
    fields: Mapping[str, tuple[int, int]]
    content: float | None
    wrong: tuple[str, ...] = field(default=())  # a line for every field that is wrong

    @property
    def item_exact(self) -> float:
        """The share of items that are right in every field of `CORE`."""
        return self.exact / max(self.expected, self.got) if self.expected or self.got else 1.0

    @property
    def f1(self) -> float:
        """Of items found."""
        return 2 * self.found / (self.expected + self.got) if self.expected or self.got else 1.0


def read_run(folder: Path) -> Run:
    """The run that wrote FOLDER."""
    lines: dict[str, list[dict[str, str]]] = {}
    with (folder / "items.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            lines.setdefault(Path(line["source_file"]).name, []).append(line)
    tables: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((folder / "plans").glob("*.json")):
        plan = json.loads(path.read_text(encoding="utf-8"))
        tables[Path(plan["source"]["file"]).name] = plan["tables"]
    return Run(lines, tables)


def score(gold: Mapping[str, Any], run: Run) -> Score:
    """The score of the document that GOLD describes."""
    expected, lines = gold["items"], run.lines.get(gold["document"], [])
    pairs = _pairs([_key(item) for item in expected], [_key(line) for line in lines])
    compared = [(expected[one], lines[two]) for one, two, alike in pairs if alike >= COMPARED_FROM]
    fields = {name: [0, 0] for name in FIELDS}
    wrong: list[str] = []
    exact = 0
    for item, line in compared:
        judged = {name: right for name in FIELDS if (right := _right(name, item, line)) is not None}
        exact += all(judged.get(name, True) for name in CORE)
        for name, right in judged.items():
            fields[name][0] += right
            fields[name][1] += 1
            if not right:
                wrong.append(_explained(gold["document"], name, item, line))
    missing = len(expected) - len(compared)
    wrong += [f"{gold['document']}: {missing} items are missing"] * bool(missing)
    return Score(
        document=gold["document"],
        style=gold["style"],
        expected=len(expected),
        got=len(lines),
        found=sum(alike >= FOUND_FROM for *_, alike in pairs),
        exact=exact,
        fields={name: (right, told) for name, (right, told) in fields.items()},
        content=content_score(gold["tables"], run.tables.get(gold["document"], [])),
        wrong=tuple(wrong),
    )


def _key(line: Mapping[str, Any]) -> str:
    """The text by which items are told: path, action and method."""
    return "".join(folded(harmless(line.get(name))) for name in (*LEVELS, "action", "method"))


def _pairs(expected: Sequence[str], got: Sequence[str]) -> list[tuple[int, int, float]]:
    """The best one-to-one matching of texts, with similarities; of equally good ones, that in reading order."""
    if not expected or not got:
        return []
    alike = cdist(expected, got, scorer=Indel.normalized_similarity).astype(float)
    apart = np.abs(np.linspace(0, 1, len(expected))[:, None] - np.linspace(0, 1, len(got))[None, :])
    rows, columns = linear_sum_assignment(1e-3 * apart - alike)
    return [(int(row), int(column), float(alike[row, column])) for row, column in zip(rows, columns, strict=True)]


def _right(name: str, item: Mapping[str, Any], line: Mapping[str, str]) -> bool | None:
    """Is the field NAME of LINE as in the gold's ITEM? None where there is nothing to tell."""
    wanted, given = _value(name, item), _value(name, line)
    if not wanted and (name in WHERE_TOLD or not given):
        return None
    return wanted == given


def _value(name: str, line: Mapping[str, Any]) -> str | tuple[str, ...]:
    """The field NAME in the form in which it is compared; empty where it is not stated."""
    if name == "path":
        levels = tuple(folded(harmless(line.get(level))) for level in LEVELS)
        return levels if any(levels) else ()
    if name == "weight":
        stated = line.get("weight") not in (None, "")
        return (f"{float(line['weight']):g}", folded(line.get("weight_unit"))) if stated else ()
    text = harmless(str(line[name])) if line.get(name) is not None else ""
    if name in LISTS:
        return tuple(part for part in map(folded, text.split(";")) if part)
    return folded(text)


def _explained(document: str, name: str, item: Mapping[str, Any], line: Mapping[str, str]) -> str:
    return f"{document} {item['item_no']} {name}: {_shown(_value(name, line))} for {_shown(_value(name, item))}"


def _shown(value: str | tuple[str, ...]) -> str:
    return f"«{value if isinstance(value, str) else ' / '.join(value)}»"


def report(scores: Sequence[Score]) -> str:
    """The scores as a table: a line for each document, then a line for each field."""
    wide = max((len(each.document) for each in scores), default=8)
    means = f"{item_exact(scores):6.3f} {_mean(scores, lambda each: each.f1):6.3f}"
    lines = [f"{'document':<{wide}}  gold   run  exact     f1  tables"]
    lines += [f"{each.document:<{wide}} {_figures(each)}" for each in scores]
    lines.append(f"{'mean':<{wide}} {'':11} {means}")
    lines += ["", "field               right"]
    for name in FIELDS:
        right, told = (sum(each.fields[name][place] for each in scores) for place in (0, 1))
        if told:
            lines.append(f"{name:<18} {right / told:6.3f}  ({right} of {told})")
    return "\n".join(lines)


def _figures(of: Score) -> str:
    content = "     –" if of.content is None else f"{of.content:6.3f}"
    return f"{of.expected:5d} {of.got:5d} {of.item_exact:6.3f} {of.f1:6.3f}  {content}"


def _mean(scores: Iterable[Score], figure: Callable[[Score], float]) -> float:
    figures = [figure(each) for each in scores]
    return sum(figures) / len(figures) if figures else 0.0


def item_exact(scores: Sequence[Score]) -> float:
    """The mean of item_exact over documents."""
    return _mean(scores, lambda each: each.item_exact)
