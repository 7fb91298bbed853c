"""Makes an archive of trouble: `python -m tests.trouble FOLDER [NUMBER]`.

Small documents in folders, a zip and a tar: copies, cut short, locked, empty, of another type than their name says,
members whose stand-in reader (`tests/killed.py`) crashes, hangs or eats memory, and, where they are at hand, the
hostile files of other projects. The documents are the same every time.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(ROOT.glob("samples/documents/*"))
LOCKED = ROOT / "tests" / "data" / "locked.pdf"
HOSTILE = ROOT.parent / "shared" / "real" / "hostile"
LONG_AGO = 1_600_000_000
SMALL = 400_000  # bytes of a hostile file; what is larger takes seconds, and how many is up to the machine
REAL_EVERY = 20  # documents that are samples, and not stand-ins
ACTS = ("crash", "hang", "eat")  # twice each
# What the readers say of what is made here; of a hostile file, whatever they say is right.
EXPECTED = {"cut": "damaged", "locked": "encrypted", "empty": "empty", "other": "wrong_type"} | {
    "crash": "crashed",
    "hang": "timeout",
    "eat": "memory",
    "damaged": "damaged",
}


def documents(number: int) -> Iterator[tuple[str, str, bytes]]:
    """NUMBER documents: what is wrong with each (or "ok"), its name, its bytes."""
    acts = {number * (place + 1) // (2 * len(ACTS) + 1): act for place, act in enumerate(ACTS * 2)}
    before = ("ok", b"plan of nothing", ".pdf")
    for n in range(number):
        if n in acts:
            kind, content, suffix = acts[n], f"{acts[n]} {n}".encode(), ".pdf"
        elif n % 10 == 9:
            kind, content, suffix = before  # a copy, under another name
        else:
            kind, content, suffix = _document(n)
        before = kind, content, suffix
        yield kind, f"{n // 100:02}/{kind}-{n:05}{suffix}", content


def _document(n: int) -> tuple[str, bytes, str]:
    sample = SAMPLES[n // REAL_EVERY % len(SAMPLES)]
    if n % REAL_EVERY == 0:
        mark = b"\n%% %d\n" % n if sample.suffix == ".pdf" else b""  # Word files of one content are copies
        return "ok", sample.read_bytes() + mark, sample.suffix
    if n % 100 == 51:
        return "cut", SAMPLES[0].read_bytes()[: 400 + n % 97], ".pdf"
    if n % 100 == 52:
        return "locked", LOCKED.read_bytes() + b"\n%% %d\n" % n, ".pdf"
    if n % 200 == 53:
        return "empty", b"", ".docx"
    if n % 200 == 54:
        return "other", b"\x89PNG\r\n\x1a\n %d" % n, ".pdf"
    return ("damaged" if n % 100 == 55 else "ok"), f"{'damaged' if n % 100 == 55 else 'plan'} {n}".encode(), ".pdf"


def make(folder: Path, number: int) -> Counter[str]:
    """The archive in FOLDER: how many of each kind, hostile ones included."""
    folder.mkdir(parents=True)
    made = Counter[str]()
    with zipfile.ZipFile(folder / "old.zip", "w") as old, tarfile.open(folder / "older.tar.gz", "w:gz") as older:
        for n, (kind, name, content) in enumerate(documents(number)):
            made[kind] += 1
            if n < number // 4:
                old.writestr(zipfile.ZipInfo(name), content)
            elif n < number // 3:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                older.addfile(info, io.BytesIO(content))
            else:
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / name).write_bytes(content)
    for file in sorted(HOSTILE.glob("*")) if HOSTILE.exists() else ():
        if file.suffix in (".pdf", ".docx") and file.stat().st_size < SMALL:
            (folder / "hostile").mkdir(exist_ok=True)
            shutil.copyfile(file, folder / "hostile" / file.name)
            made["hostile"] += 1
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (LONG_AGO, LONG_AGO))
    return made


if __name__ == "__main__":
    print(dict(make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000)))
