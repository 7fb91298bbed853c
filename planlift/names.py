"""What outputs call a file: its name as text, and its id; and the folder for what is of use to planlift alone."""

from __future__ import annotations

import os
import re
import unicodedata

HIDDEN_FOLDER = ".planlift"  # in the output folder
LONGEST_ID = 200  # bytes in UTF-8, so that `<plan_id>.json` is a possible file name
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')  # in a file name of one system or another


def printable(name: str) -> str:
    """NAME, a file's, as text: Big5 names, as old archives unpack, are decoded; the rest becomes `�`.

    >>> import os; printable(os.fsdecode("計畫.pdf".encode("big5")))
    '計畫.pdf'
    """
    raw = os.fsencode(name)
    for charset in ("utf-8", "cp950"):
        try:
            return unicodedata.normalize("NFC", raw.decode(charset))
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def id_of(name: str) -> str:
    """The id that the document NAME asks for: its stem as the name of a file on any system, never empty.

    >>> id_of("a/105:計畫.pdf"), id_of("a/...")
    ('105_計畫', 'document')
    """
    safe = _UNSAFE.sub("_", os.path.splitext(name.rpartition("/")[2])[0]).strip(" .")
    return safe.encode("utf-8", "replace")[:LONGEST_ID].decode(errors="ignore").strip() or "document"
