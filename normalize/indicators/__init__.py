"""From a heading path to the canonical indicator, and from a plan to the edition of the framework it follows."""

from normalize.indicators.editions import Editions
from normalize.indicators.matcher import Matcher
from normalize.indicators.overrides import Heeded, Override, OverrideError, load_overrides, stale_overrides

__all__ = ["Editions", "Heeded", "Matcher", "Override", "OverrideError", "load_overrides", "stale_overrides"]
