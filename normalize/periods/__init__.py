"""Periods: printed deadlines and schedules into kinds, dates and recurrence rules.

tokens (what is printed) → points and recurrences (what it names) → phrases (what is said of them) → reader.
"""

from normalize.periods.reader import DOUBTFUL, IMPOSSIBLE, REPAIRED, UNREAD, read_period

__all__ = ["DOUBTFUL", "IMPOSSIBLE", "REPAIRED", "UNREAD", "read_period"]
