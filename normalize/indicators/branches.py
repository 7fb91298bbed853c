"""How two codes of the taxonomy stand to each other: what a heading above says about the one below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schema.taxonomy import Taxonomy

Context = Sequence[Sequence[str]]
"""What the headings above mean, innermost first: the codes of each, more than one where it joins two concepts."""


Ground = frozenset[str]
"""The domains that a plan is known to be about: what stands in for headings above where there are none."""


class Branches:
    """Distances in the tree of concepts."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._lines = {code: tuple(concept.code for concept in taxonomy.broader(code)) for code in taxonomy.concepts}

    def line(self, code: str) -> tuple[str, ...]:
        """CODE and all that are broader, from the inside out."""
        return self._lines.get(code, ())

    def steps_below(self, code: str, above: Iterable[str]) -> int | None:
        """How many steps CODE lies below the nearest of ABOVE: 0 where it is one of them, None where below none."""
        line = self.line(code)
        return min((line.index(one) for one in above if one in line), default=None)

    def narrower(self, code: str, above: Iterable[str]) -> bool:
        """Does CODE lie below one of ABOVE?"""
        broader = self.line(code)[1:]
        return any(one in broader for one in above)

    def domain(self, code: str) -> str:
        """The domain of CODE; of a facet, itself."""
        return next((one for one in self.line(code) if one.count("/") == 1), code)

    def common(self, codes: Iterable[str]) -> str:
        """The narrowest concept that all CODES belong to, at least a domain; empty where there is none."""
        lines = [self.line(code) for code in codes]
        if not lines:
            return ""
        for code in lines[0]:
            if code.startswith("c/") and all(code in line for line in lines):
                return code
        return ""

    def akin(self, code: str, other: str) -> bool:
        """Do both lie in one domain, or one in a facet that the other names?"""
        return bool(self.common((code, other))) or other in self.line(code) or code in self.line(other)

    def narrows(self, code: str, above: Iterable[str]) -> bool:
        """Does CODE say more than one of ABOVE, which stand over it, without leaving its domain or facet?"""
        return any(code not in self.line(one) and self.akin(code, one) for one in above)
