"""Periods: printed deadlines and schedules into kinds, dates and recurrence rules.

tokens (what is printed) → points and recurrences (what it names) → phrases (what stands between
them) → readings (what that says) → reader.
"""

from normalize.periods.reader import DOUBTFUL, IMPOSSIBLE, REPAIRED, UNREAD, read_period

__all__ = ["DOUBTFUL", "IMPOSSIBLE", "REPAIRED", "UNREAD", "read_period"]
