"""The YAML files of the taxonomy, read fast: every run begins with them."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from schema.word_lists import LOADER


class TaxonomyError(ValueError):
    """A file of the taxonomy that cannot be used; the message names the file, the entry and what to do."""


def read_yaml(file: Traversable | Path) -> dict[str, Any]:
    """The mapping that FILE holds; raises TaxonomyError."""
    try:
        found = yaml.load(file.read_text(encoding="utf-8"), LOADER)
    except (OSError, UnicodeDecodeError) as error:
        raise TaxonomyError(f"{file} cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise TaxonomyError(f"{file} is not valid YAML, mend it and run again: {error}") from error
    if not isinstance(found, dict):
        raise TaxonomyError(f"{file} must hold a mapping at its top, not {type(found).__name__}.")
    return found
