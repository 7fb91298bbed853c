"""The taxonomy of indicators: concepts, the editions of the frameworks, and how they map onto each other.

The facts are YAML beside this file; adding a name is a line there and no code. `load_taxonomy()` reads them,
`lint()` says whether they hold together.
"""

from schema.taxonomy.linting import Finding, lint
from schema.taxonomy.loading import load_taxonomy
from schema.taxonomy.model import Concept, Edition, EditionNode, Match, Outside, SourceText, Status, Taxonomy
from schema.taxonomy.yaml_files import TaxonomyError

__all__ = [
    "Concept",
    "Edition",
    "EditionNode",
    "Finding",
    "Match",
    "Outside",
    "SourceText",
    "Status",
    "Taxonomy",
    "TaxonomyError",
    "lint",
    "load_taxonomy",
]
