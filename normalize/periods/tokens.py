"""From a printed period to tokens: one letter for what a token is, beside its value.

The letters are those that the grammar's tables are written in:

    n number          年 月 日 季 週 units     度 年度        學 學年度       期 學期      w weekday (0 Monday)
    d whole date      旬 ten days (1..3)      上 half year   望 half month   半 半年      t 上/下學期
    初 中 底 edges     自 起 至 前 止 bounds    , list         . stop or slash ( )
    每 隔 雙 奇 偶     第 個 終(最後) 翌(次月)    次 a count     工 workday      內 within
    全 whole year     今 a year told by a word (0 this, 1 next)              續 ongoing     需 as needed
    e an event that starts something (核定日起至)                              x anything else
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from normalize.numbers import NUMERALS, read_number
from normalize.plan_year import western_year_of
from normalize.simplified import simplified
from schema.word_lists import word_lists

Value = int | str | tuple[int, int, int]


class Tokens(Struct, frozen=True):
    """Tokens of one text: letters and values side by side. `near`: a word says that it is only about then."""

    kinds: str
    values: tuple[Value, ...]
    near: bool = False


_N = simplified("".join(c for c in NUMERALS if not c.isascii()))
_NUM = rf"(?:\d+|[{_N}\d]+)"
_TO = r"(?:至|到|迄|~|-|‐|‑|–|—|―|−|─|–|∼|〜)"
_DAYTIME = "上、?下午|下班(?=前)|上班(?=前)|上午|下午|早上|晚上|中午|凌晨|全天|上班时间|上班时段"
_HOUR = rf"(?:{_DAYTIME})?(?:{_NUM}(?:时|点)(?:{_NUM}分|半|正|整)?|\d{{1,2}}:\d{{2}})"

_NUMBERS = re.compile(_NUM)
_BETWEEN = re.compile(r"[./-]")  # the parts of a date
# (name of group, pattern), in order of trial; text is folded by `simplified` and holds no white space.
_PATTERNS = (
    # By far the commonest, so tried first: a number with its unit, which is no beginning of a longer word.
    ("counted", rf"(?P<number>\d{{1,3}}|[{_N}]{{1,3}})(?:年(?!度)份?|月份?|日(?!常))"),
    ("counting", rf"(?:\d{{1,3}}|[{_N}]{{1,3}})(?=[年月日])"),
    ("day", "日(?![常])"),
    ("hour", rf"{_HOUR}(?:{_TO}{_HOUR})?|{_DAYTIME}"),
    ("date", r"(?<!\d)(?:3[2-9]|[4-9]\d|\d{3,4})(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,2}(?![\d月年])"),
    ("compact", r"(?<!\d)(?:\d{6,8})(?![\d月年])"),
    ("duration", rf"(?:共计?|计){_NUM}个?(?:日|天|周|星期|小时)"),
    ("ordinal", rf"第{_NUM}[次场梯]"),
    ("count", rf"(?:{_NUM}{_TO})?(?:{_NUM}|乙|数)[次场](?:以上)?"),
    ("event", rf"^(?:自|从|由)?(?:(?![{_N}\d]+[年月日季]|每)[^\d,()])*?(?:起|后)(?=(?:实施)?{_TO})"),
    ("word", ""),  # the vocabulary, put in below
    ("weekday", rf"(?:周|星期|礼拜)[一二三四五六日天1-7](?!次|{_TO}[一二三四五六七\d]次)"),
    ("half_year", "[上下]半年度?|上(?=[、,及和]下半年)"),
    ("half_month", "[上下]半个?月"),
    ("half", "半年"),
    ("ten_days", rf"[上中下]旬|[上中下](?=(?:[、,]|及|和|与|{_TO})[上中下]旬)"),
    ("term", "[上下]学期"),
    ("this_year", "[本今当该]学?年度?"),
    ("next_year", "明年度?|次年度?|翌年度?"),
    ("last_year", "去年度?|上年度|前一年度?"),
    ("next_month", "次月|翌月|下个?月"),
    ("school", "学年度?"),
    ("semester", "学期"),
    ("annual", "年度"),
    ("year", "年份?"),
    ("month", "月份?"),
    ("other_day", "日|号|天"),
    ("quarter", "季度?"),
    ("week", "周|星期|礼拜"),
    ("other_number", rf"元(?=[年月])|{_NUM}"),
    ("every", "每逢|每(?!隔)|逐|按(?=[年月日季周])"),
    ("alternate", "每?隔"),
    ("double", "双|两"),
    ("odd", "单"),
    ("nth", "第"),
    ("last", "最后|最末|末(?=[个一1])"),
    ("first", "首(?=[个日月])"),
    ("piece", "个"),
    ("before", "(?:以|之)?前"),
    ("until", "为?止|截止"),
    ("since", "起始|开始|以后|起"),
    ("from", "自|从|由"),
    ("to", _TO),
    ("start", "初"),
    ("middle", "中"),
    ("end", "[底末]|终了|结束"),
    ("within", "[内间]"),
    ("list", r"[、,;；及和与暨或并+\n]"),
    ("dot", r"[./]"),
    ("colon", ":"),
    ("open", r"[(\[{]"),
    ("close", r"[)\]}]"),
)
_LETTER = {
    "half": "半", "school": "學", "semester": "期", "annual": "度", "year": "年", "month": "月", "day": "日",
    "other_day": "日", "quarter": "季", "week": "週", "every": "每", "alternate": "隔", "double": "雙", "odd": "奇",
    "nth": "第", "last": "終", "first": "首", "piece": "個", "before": "前", "until": "止", "since": "起",
    "from": "自", "to": "至", "start": "初", "middle": "中", "end": "底", "within": "內", "list": ",", "dot": ".",
    "open": "(", "close": ")", "event": "e", "next_month": "翌", "hour": "", "ordinal": "", "duration": "", "colon": "",
}  # fmt: skip
_DAY_NAMES = ("一1", "二2", "三3", "四4", "五5", "六6", "日天7")  # from Monday
_WEEKDAYS = {char: day for day, chars in enumerate(_DAY_NAMES) for char in chars}
_OFFSET = {"this_year": 0, "next_year": 1, "last_year": -1}
_WORD_LETTER = {
    "ongoing": "續", "as_needed": "需", "whole_year": "全", "whole_year_doubtful": "全", "workday": "工",
    "silent": "", "near": "",
}  # fmt: skip


_UNREAD_LISTS = ("seasons", "conditional", "occasions")  # of what is not told


@dataclass(frozen=True, slots=True)
class _Words:
    kind_of: dict[str, str]  # folded word → name of its list
    conditional: re.Pattern[str]
    seasons: re.Pattern[str]
    occasions: re.Pattern[str]
    pattern: re.Pattern[str]


@cache
def _words() -> _Words:
    raw: dict[str, list[str]] = word_lists("periods")
    seasons, conditional, occasions = ("|".join(map(simplified, raw.pop(name))) for name in _UNREAD_LISTS)
    kind_of = {simplified(word): name for name, listed in raw.items() for word in listed}
    # 105年度中 is a year and more, 年度中 a word.
    guarded = (rf"(?<![{_N}\d])" + word if word[0] == "年" else word for word in kind_of)
    listed = "|".join(sorted(guarded, key=lambda word: (-len(word), word)))
    patterns = ((name, listed if name == "word" else pattern) for name, pattern in _PATTERNS)
    # The group is empty and stands last: an alternative is passed over at its first character, a group never is.
    joined = "|".join(f"(?:{pattern})(?P<{name}>)" for name, pattern in patterns)
    return _Words(
        kind_of, re.compile(rf"{conditional}|{seasons}"), re.compile(seasons), re.compile(occasions), re.compile(joined)
    )


def is_conditional(text: str) -> bool:
    """Does a folded text depend on something that it does not tell?"""
    return _words().conditional.search(text) is not None


def is_season(text: str) -> bool:
    """Does a folded text name no more than days that a bracket behind it may tell (`汛期`, `暑假`, `短期`)?"""
    return not is_conditional(_words().seasons.sub("", text))


def names_occasion(text: str) -> bool:
    """Does a folded text name a day, or a few days, that every year has?"""
    return _words().occasions.search(text) is not None


def tokenize(folded: str) -> Tokens:
    """The tokens of a text folded by `simplified`, without white space.

    >>> tokenize("105年12月底前完成").kinds, tokenize("每周三、五").kinds, tokenize("105.2.16").values
    ('n年n月底前', '每w,n', ((2016, 2, 16),))
    """
    words = _words()
    kinds: list[str] = []
    values: list[Value] = []
    near, at = False, 0

    def put(kind: str, value: Value) -> None:
        kinds.append(kind)
        values.append(value)

    for found in words.pattern.finditer(folded):
        if found.start() > at:
            put("x", folded[at : found.start()])
        at = found.end()
        name, text = found.lastgroup or "", found[0]
        if name == "counted":
            number = found["number"]
            put(*_number(number))
            put(text[len(number)], text[len(number) :])
            continue
        if name == "word":
            listed = words.kind_of[text]
            near = near or listed in ("near", "whole_year_doubtful")
            if _WORD_LETTER[listed]:
                put(_WORD_LETTER[listed], text)
            continue
        kind, value = _token(name, text)
        if kind:
            put(kind, value)
    if at < len(folded):
        put("x", folded[at:])
    return Tokens("".join(kinds), tuple(values), near)


def _token(name: str, text: str) -> tuple[str, Value]:
    if name in _LETTER:
        return _LETTER[name], text
    if name in _OFFSET:
        return "今", _OFFSET[name]
    if name in ("counting", "other_number"):
        return _number(text)
    if name in ("date", "compact"):
        whole = _whole_date(text)
        return ("x", text) if whole is None else ("d", whole)
    if name == "count":
        digits = _NUMBERS.findall(text)
        return "次", 1 if "乙" in text else (read_number(digits[-1]) or 2 if digits else 2)
    if name == "weekday":
        return "w", _WEEKDAYS[text[-1]]
    if name == "ten_days":
        return "旬", "上中下".index(text[0]) + 1
    letter = {"half_year": "上", "half_month": "望", "term": "t"}[name]
    return letter, 1 if text[0] == "上" else 2


def _number(text: str) -> tuple[str, Value]:
    number = read_number(text)
    return ("x", text) if number is None else ("n", number)


def _whole_date(text: str) -> tuple[int, int, int] | None:
    """(western year, month, day) of 105.2.16, 105/2/16, 1050216 or 20160216; the day may not exist."""
    parts = _BETWEEN.split(text)
    if len(parts) == 1:
        year_digits = {6: 2, 7: 3, 8: 4}[len(text)]
        parts = [text[:year_digits], text[year_digits:-2], text[-2:]]
    western = western_year_of(int(parts[0]))
    return None if western is None else (western, int(parts[1]), int(parts[2]))
