"""What comes again: `每月15日`, `隔週週五`, `每季第1個月10日前` … as RFC 5545 recurrence rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct

from normalize.periods.tokens import Tokens

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = "MO,TU,WE,TH,FR"
_EVERY = re.compile(r"(?:每雙?|隔|雙)(?:n?個?週)?")
_DECADE_ENDS = {1: "10", 2: "20", 3: "-1"}
_QUARTER_MONTHS = {1: "1,4,7,10", 2: "2,5,8,11", 3: "3,6,9,12"}


class Recurrence(Struct, frozen=True):
    """A rule without its `RRULE:` prefix. `yearly`: months printed beside it are those of each year."""

    rule: str
    yearly: bool = False
    doubtful: bool = False


# A builder gets the numbers of the match (weekdays as numbers from 0) and the letters matched.
_Builder = Callable[[Sequence[int], str], Recurrence]


def _every(frequency: str, factor: int = 1, extra: str = "", **told: bool) -> _Builder:
    """Every n units, n being the first number printed, else one."""

    def build(numbers: Sequence[int], letters: str) -> Recurrence:
        interval = factor * (numbers[0] if numbers else 1)
        step = f";INTERVAL={interval}" if interval != 1 else ""
        return Recurrence(f"FREQ={frequency}{step}{extra}", **told)

    return build


def _alternate(frequency: str) -> _Builder:
    """隔週, 每隔一週: every second; what 每隔兩週 means, two people tell differently."""

    def build(numbers: Sequence[int], letters: str) -> Recurrence:
        steps = max(2, numbers[0] if numbers else 2)
        return Recurrence(f"FREQ={frequency};INTERVAL={steps}", frequency == "YEARLY", bool(numbers) and numbers[0] > 1)

    return build


def _fixed(rule: str, **told: bool) -> _Builder:
    return lambda numbers, letters: Recurrence(rule, **told)


def _weekdays(numbers: Sequence[int], letters: str) -> Recurrence:
    """BYDAY of a list or range of weekdays; letters: 每 or 隔, perhaps 雙 or a number of weeks, then the days."""
    prefix = _EVERY.match(letters)
    head = prefix[0] if prefix is not None else ""
    interval = 2 if "隔" in head or "雙" in head else 1
    days = list(numbers)
    if "n" in head:
        interval, days = days[0], days[1:]
    if "至" in letters:
        first, last = days[0], days[-1]
        days = list(range(first, last + 1)) if first < last else []
    if not days or not all(0 <= day < len(DAYS) for day in days):
        return Recurrence("", doubtful=True)
    by_day = ",".join(DAYS[day] for day in sorted(set(days)))
    step = f";INTERVAL={interval}" if interval != 1 else ""
    return Recurrence(f"FREQ=WEEKLY{step};BYDAY={by_day}", doubtful=not head)


def _month_days(numbers: Sequence[int], letters: str) -> Recurrence:
    days = sorted(set(numbers))
    if not all(1 <= day <= 31 for day in days):
        return Recurrence("", doubtful=True)
    return Recurrence("FREQ=MONTHLY;BYMONTHDAY=" + ",".join(map(str, days)))


def _decade_end(numbers: Sequence[int], letters: str) -> Recurrence:
    return Recurrence(f"FREQ=MONTHLY;BYMONTHDAY={_DECADE_ENDS[numbers[0]]}")


def _nth_weekday(numbers: Sequence[int], letters: str) -> Recurrence:
    """第2個星期六; with 週 for 個 (第2週星期六) it may fall a week apart, so that is doubtful."""
    *nths, day = numbers
    if not nths or not all(1 <= nth <= 5 for nth in nths):
        return Recurrence("", doubtful=True)
    by_day = ",".join(f"{nth}{DAYS[day]}" for nth in nths)
    return Recurrence(f"FREQ=MONTHLY;BYDAY={by_day}", doubtful="週" in letters)


def _last_weekday(numbers: Sequence[int], letters: str) -> Recurrence:
    return Recurrence(f"FREQ=MONTHLY;BYDAY=-1{DAYS[numbers[-1]]}", doubtful=len(numbers) > 1 and numbers[0] != 1)


def _nth_workday(numbers: Sequence[int], letters: str) -> Recurrence:
    return Recurrence(f"FREQ=MONTHLY;BYDAY={WORKDAYS};BYSETPOS={numbers[0]}")


def _quarter_month(numbers: Sequence[int], letters: str) -> Recurrence:
    """A month of each quarter, perhaps a day of it: 每季第1個月10日前."""
    numbers = list(numbers)
    if "首" in letters:
        numbers.insert(0, 1)
    elif "終" in letters:
        numbers = [3, *numbers[letters.count("終n") :]]
    months = _QUARTER_MONTHS.get(numbers[0])
    if months is None:
        return Recurrence("", doubtful=True)
    rule = f"FREQ=YEARLY;BYMONTH={months}"
    if "底" in letters:
        rule += ";BYMONTHDAY=-1"
    elif len(numbers) > 1:
        rule += f";BYMONTHDAY={numbers[1]}"
    return Recurrence(rule)


def _following_month(numbers: Sequence[int], letters: str) -> Recurrence:
    months = ";BYMONTH=1,4,7,10" if "季" in letters else ""
    return Recurrence(f"FREQ={'YEARLY' if months else 'MONTHLY'}{months};BYMONTHDAY={numbers[0]}", doubtful=True)


# (letters of the tokens, builder), the first that fits wins; 前 (before) and 次 (a count) may follow any.
_RULES: tuple[tuple[str, _Builder], ...] = (
    ("每?(?:月|季)?(?:翌|隔月)n日前", _following_month),
    ("每個?月n日至(?:n日|月?底)", _fixed("FREQ=MONTHLY", doubtful=True)),
    ("每個?月,?n日(?:,n日)*[前止底]?", _month_days),
    ("每個?月月?(?:底|終n?日)[前日]?", _fixed("FREQ=MONTHLY;BYMONTHDAY=-1")),
    ("每個?月旬前", _decade_end),
    ("每個?月終n?個?(?:週?w)", _last_weekday),
    ("每個?月第n[個週]?(?:,第?n[個週]?)*w", _nth_weekday),
    ("每個?月終n?個?工", _fixed(f"FREQ=MONTHLY;BYDAY={WORKDAYS};BYSETPOS=-1")),
    ("每個?月第n個?工前?", _nth_workday),
    ("每個?月首個?工", _fixed(f"FREQ=MONTHLY;BYDAY={WORKDAYS};BYSETPOS=1")),
    ("每個?月(?:月?[初中]前?|旬|第n個?週|終n?個?週)", _fixed("FREQ=MONTHLY", doubtful=True)),
    ("每個?季(?:第n個?|終n?個?|首個?)月(?:n日|底)?前?", _quarter_month),
    ("每個?季月?底前?", _fixed("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1")),
    ("每個?季初前?", _fixed("FREQ=MONTHLY;INTERVAL=3", doubtful=True)),
    ("每半年?底前?", _fixed("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1")),
    ("每[年度]年?底前?", _fixed("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1")),
    ("每?奇月", _fixed("FREQ=YEARLY;BYMONTH=1,3,5,7,9,11")),
    ("雙月", _fixed("FREQ=YEARLY;BYMONTH=2,4,6,8,10,12")),
    ("(?:每雙?n?個?週|每|隔週|隔|雙週)w(?:[,至]?[wn日])*前?", _weekdays),
    ("w(?:[,至][wn日])+", _weekdays),
    ("每個?期[初中底]前?", _fixed("FREQ=MONTHLY;INTERVAL=6", doubtful=True)),
    ("(?:每[年度])?上,上(?=次)", _fixed("FREQ=MONTHLY;INTERVAL=6")),
    ("每n?個?月", _every("MONTHLY")),
    ("每雙個?月", _fixed("FREQ=MONTHLY;INTERVAL=2", doubtful=True)),
    ("每雙個?週", _fixed("FREQ=WEEKLY;INTERVAL=2")),
    ("每n?個?季", _every("MONTHLY", 3)),
    ("每n?個?半", _fixed("FREQ=MONTHLY;INTERVAL=6")),
    ("每n?個?期", _every("MONTHLY", 6)),
    ("每學", _fixed("FREQ=YEARLY")),
    ("每n?個?[年度]", _every("YEARLY", yearly=True)),
    ("每n?個?週", _every("WEEKLY")),
    ("每n?個?工", _fixed(f"FREQ=WEEKLY;BYDAY={WORKDAYS}")),
    ("每n?個?日", _every("DAILY")),
    ("隔n?個?月", _alternate("MONTHLY")),
    ("隔n?個?週", _alternate("WEEKLY")),
    ("隔n?日", _alternate("DAILY")),
    ("隔n?年", _alternate("YEARLY")),
    ("n個?月(?=次)", _every("MONTHLY")),
    ("雙個?月(?=次)", _fixed("FREQ=MONTHLY;INTERVAL=2")),
    ("n季(?=次)", _every("MONTHLY", 3)),
    ("半(?=次)", _fixed("FREQ=MONTHLY;INTERVAL=6")),
    ("n年(?=次)", _every("YEARLY", yearly=True)),
    ("n個?週(?=次)", _every("WEEKLY")),
    ("n期(?=次)", _every("MONTHLY", 6)),
    ("n日(?=次)", _every("DAILY")),
)
RECURRENCE_STARTS = "每隔奇雙w月季翌"
COUNTED_STARTS = "n半上"  # also these, where the text holds a count
_RULE = re.compile("|".join(f"(?:{letters})(?P<r{n}>)" for n, (letters, _) in enumerate(_RULES)))


def recurrence_at(tokens: Tokens, at: int) -> tuple[Recurrence, int] | None:
    """(the recurrence that begins at token AT, where it ends); None where none begins there."""
    found = _RULE.match(tokens.kinds, at)
    if found is None or found.lastgroup is None:
        return None
    builder = _RULES[int(found.lastgroup[1:])][1]
    told = builder(_numbers(tokens, found.start(), found.end()), found[0])
    if not is_valid_rule(told.rule):
        return None
    end = found.end()
    if tokens.kinds[end : end + 1] == "次":
        if tokens.values[end] != 1:  # how often within the unit is no part of the rule
            told = Recurrence(told.rule, told.yearly, doubtful=True)
        end += 1
    return told, end


def _numbers(tokens: Tokens, start: int, end: int) -> list[int]:
    """The numbers of a match; behind a weekday, bare numbers and 日 are weekdays too."""
    numbers: list[int] = []
    weekday = False
    for kind, value in zip(tokens.kinds[start:end], tokens.values[start:end], strict=True):
        if kind in "wn旬" and isinstance(value, int):
            weekday = weekday or kind == "w"
            if kind == "n" and weekday:
                numbers += [int(digit) - 1 for digit in str(value)]
            else:
                numbers.append(value)
        elif kind == "日" and weekday:
            numbers.append(6)
    return numbers


_FROM_EITHER_END = frozenset((*range(-31, 0), *range(1, 32)))
_NUMBERS = {
    "BYMONTHDAY": _FROM_EITHER_END,
    "BYMONTH": range(1, 13),
    "BYSETPOS": _FROM_EITHER_END,
    "INTERVAL": range(1, 61),
}  # that there are, of what goes by numbers


@lru_cache(maxsize=1024)
def is_valid_rule(rule: str) -> bool:
    """Is RULE, one put together here, a recurrence rule of RFC 5545 with days and months that there are?

    >>> is_valid_rule("FREQ=MONTHLY;BYMONTHDAY=-1"), is_valid_rule("FREQ=MONTHLY;BYMONTHDAY=45"), is_valid_rule("")
    (True, False, False)
    """
    parts = (part.split("=") for part in rule.split(";") if part)
    return bool(rule) and all(
        int(number) in _NUMBERS[name] for name, told in parts if name in _NUMBERS for number in told.split(",")
    )
