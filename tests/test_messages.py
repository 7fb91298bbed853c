"""Every flag that the code can raise has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import normalize
from normalize.messages import MESSAGES

# How the codes of flags end: what went wrong with the thing that they begin with.
_CODE = re.compile(
    r'"([a-z]+(?:_[a-z]+)*_(?:doubtful|unread|missing|unknown|unresolved|unpaired|repaired|ambiguous|gap))"'
)


def test_every_flag_in_the_code_has_a_sentence() -> None:
    raised = {
        code
        for path in Path(normalize.__file__).parent.rglob("*.py")
        if path.name != "messages.py"
        for code in _CODE.findall(path.read_text(encoding="utf-8"))
        if not code.startswith("whole_")
    }
    assert raised >= {"position_doubtful", "action_missing", "period_unread"}
    assert raised - set(MESSAGES) == set()


def test_every_sentence_ends_as_one() -> None:
    assert [code for code, text in MESSAGES.items() if not (text[0].isupper() and text.endswith("."))] == []
