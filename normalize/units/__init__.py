"""Responsible units: a cell's lines into those who do the work, and those who help.

words (what reads like a unit) → pieces → lists (the names that a text lists), lines (what was wrapped is whole
again) and roles (who leads, who helps) → reader. Beside them, what takes a whole table: marks and cuts.
"""

from normalize.units.reader import Responsibilities, read_responsibilities, read_units

__all__ = ["Responsibilities", "read_responsibilities", "read_units"]
