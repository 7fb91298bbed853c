"""The lists of words that are shipped with the program, which anybody can extend: `schema/vocabulary/`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where PyYAML has it


def word_lists(name: str) -> dict[str, Any]:
    """What `NAME.yaml` holds: lists of words by their names. Raises yaml.YAMLError, which names the file and line.

    >>> word_lists("periods")["whole_year"][0]
    '全年'
    """
    with files("schema").joinpath(f"vocabulary/{name}.yaml").open(encoding="utf-8") as file:
        found: dict[str, Any] = yaml.load(file, Loader=LOADER)
    return found


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of WORDS, the longest that fits first.

    >>> any_of(["機關", "單位", "相關單位"])
    '相關單位|單位|機關'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
