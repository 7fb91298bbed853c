"""Where an indicator stands in one edition's own tree: by the headings' names first, else by the crosswalk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from normalize.indicators.branches import Branches
from schema.taxonomy import Taxonomy


class Nodes:
    """The nodes of every edition, by concept."""

    def __init__(self, taxonomy: Taxonomy, branches: Branches) -> None:
        self._taxonomy = taxonomy
        self._branches = branches
        self._primary: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._secondary: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.grounds = {
            code: frozenset(
                branches.domain(match.concept)
                for node in edition.nodes
                for match in node.matches
                if match.concept in taxonomy.concepts
            )
            for code, edition in taxonomy.editions.items()
        }  # what every edition is about
        for node in taxonomy.nodes.values():
            for rank, match in enumerate(node.matches):
                # A concept broader than the node is as wide as what the node stands under, at least.
                place = node.parent if match.relation == "broad" else node.code
                table = self._secondary if rank else self._primary
                if place and place not in table[node.edition, match.concept]:
                    table[node.edition, match.concept].append(place)

    def step(self, edition: str, code: str, nodes: Sequence[str], at: str) -> str:
        """The node of EDITION for a heading that means CODE and is the name of NODES, below the node AT.

        AT itself where the edition has nothing more precise; empty where it is unknown or has nothing of the kind.
        """
        if edition not in self._taxonomy.editions:
            return ""
        named = [node for node in nodes if node.startswith(f"{edition}/")]
        below = [node for node in named if at and node.startswith(f"{at}/")]
        fitting = below or [node for node in named if self._means(node, code)]
        if fitting:
            return _first_or_shared(fitting, at)
        return self._by_concept(edition, code, at)

    def joined(self, nodes: Iterable[str], code: str) -> tuple[str, ...]:
        """The concepts beside CODE that a heading which is the name of NODES takes in."""
        matches = [match for node in nodes for match in self._taxonomy.nodes[node].matches]
        return tuple(dict.fromkeys(one.concept for one in matches if one.relation == "narrow" and one.concept != code))

    def _means(self, node: str, code: str) -> bool:
        return any(match.concept == code for match in self._taxonomy.nodes[node].matches)

    def _by_concept(self, edition: str, code: str, at: str) -> str:
        """The node for CODE, else for the next broader concept that the edition has; never broader than AT."""
        for concept in self._branches.line(code):
            found = self._primary.get((edition, concept)) or self._secondary.get((edition, concept))
            if not found:
                continue
            inside = [node for node in found if node == at or node.startswith(f"{at}/")] if at else found
            if inside:
                return _first_or_shared(inside, at)
            return at if any(at.startswith(f"{node}/") for node in found) else _first_or_shared(found, at)
        return at


def _first_or_shared(nodes: Iterable[str], at: str) -> str:
    """The one node, or the one that contains all others, or what contains them all; AT where nothing does."""
    parts = [node.split("/") for node in nodes]
    shared: list[str] = []
    for column in zip(*parts, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return "/".join(shared) if len(shared) > 1 else at
