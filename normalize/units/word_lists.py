"""The lists of words of units and people that are shipped with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from normalize.simplified import simplified


@cache
def printed_words() -> Mapping[str, Sequence[str]]:
    """The lists of the vocabulary shipped with the program, by name, in the script they are written in."""
    text = files("schema").joinpath("vocabulary/units.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


@cache
def folded_words() -> Mapping[str, Sequence[str]]:
    """They, by name, folded by `simplified`."""
    return {name: [simplified(word) for word in listed] for name, listed in printed_words().items()}


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of WORDS, the longest that fits first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))
