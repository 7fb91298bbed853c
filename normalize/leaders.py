"""Those who help stay with the leader that is printed above them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from normalize.simplified import simplified
from normalize.units.role_words import role_words
from normalize.values import Value


def with_helpers(values: Sequence[Value]) -> tuple[Value, ...]:
    """VALUES of a column of units, those who help (`協辦：行政室`) with the leaders printed before them.

    Where leaders are introduced too (`主辦：`), a line that nothing introduces goes on with the list above it.
    """
    if len(values) < 2:
        return tuple(values)
    words = role_words()
    folded = [simplified(value.text) for value in values]
    led = any(map(words.begins_with_leaders, folded))
    kept: list[Value] = []
    helped = False
    for value, text in zip(values, folded, strict=True):
        helps = words.begins_with_helpers(text) or (words.helps(text) and value.enumerator is None)
        goes_on = helped and led and value.enumerator is None and not words.begins_with_leaders(text)
        if kept and (helps or goes_on):
            last = kept[-1]
            mark = "" if words.stands_behind(simplified(last.text), text) else "、"
            kept[-1] = structs.replace(last, lines=(*last.lines, *value.lines), text=f"{last.text}{mark}{value.text}")
        else:
            kept.append(value)
        helped = helps or (helped and goes_on)
    return tuple(kept)
