"""The documents of a run, as many as there are: a table on disk, so that a million of them is no list in memory."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planlift.urls import is_url

_NOWHERE = Path(os.devnull)  # nothing can be below it
_BLOCK = 500  # documents fetched at a time, so that the table may be written while it is gone through
_TABLES = """
CREATE TABLE given(
    path BLOB PRIMARY KEY, name BLOB NOT NULL, place BLOB NOT NULL, fault TEXT NOT NULL,
    content TEXT NOT NULL, stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents(
    no INTEGER PRIMARY KEY, path BLOB NOT NULL, name TEXT NOT NULL,
    plan_id TEXT NOT NULL DEFAULT '', folded TEXT NOT NULL DEFAULT '', fault TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '', stamp TEXT NOT NULL DEFAULT '', key TEXT
);
"""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One document to read: where it is, and what outputs call it."""

    path: Path
    source_file: str  # relative to the input, with forward slashes
    plan_id: str  # unique within the run, whatever the case of letters
    fault: str = ""  # code and sentence, parted by a space, where it is known already that it cannot be read
    content: str = ""  # the SHA-256 of its bytes, where it is known already
    url: str = ""  # where it is to be fetched; `path` then only says how its name ends
    stamp: str = ""  # as long as it is the same, the content is; empty where nothing tells


class Listing:
    """Documents in the order of their names; `key` says which result is theirs, once there is one."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # a file of its own that ends with the process
        self._db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES} BEGIN;")

    def __len__(self) -> int:
        (number,) = self._db.execute("SELECT COUNT(*) FROM documents").fetchone()
        return int(number)

    def add(self, path: str, name: str, place: str = "", fault: str = "", content: str = "", stamp: str = "") -> None:
        """Note the file PATH (absolute, or a URL) under NAME; a path that is noted already keeps its name.

        PLACE is where a person finds it, if that is not PATH: the path of its archive, then that within it.
        """
        row = (os.fsencode(path), os.fsencode(name), os.fsencode(place or path), fault, content, stamp)
        self._db.execute("INSERT OR IGNORE INTO given VALUES (?, ?, ?, ?, ?, ?)", row)

    def tell_apart(self, root: str) -> None:
        """Call those of one name by the path to their place from the folder ROOT."""
        shared = "SELECT name FROM given GROUP BY name HAVING COUNT(*) > 1"
        for path, place in self._db.execute(f"SELECT path, place FROM given WHERE name IN ({shared})").fetchall():
            name = os.path.relpath(os.fsdecode(place), root)
            self._db.execute("UPDATE given SET name = ? WHERE path = ?", (os.fsencode(name), path))

    def arrange(self) -> None:
        """Put what was noted in the order of names, and give every document its id."""
        from planlift.names import id_of, printable

        self._db.create_function("printable", 1, lambda raw: printable(os.fsdecode(raw)).replace(os.sep, "/"))
        self._db.create_function("id_of", 1, id_of)
        self._db.create_function("folded", 1, str.casefold)
        self._db.executescript("""
            INSERT INTO documents(path, name, fault, content, stamp)
                SELECT path, printable(name) AS shown, fault, content, stamp FROM given ORDER BY shown, place, path;
            DROP TABLE given;
            UPDATE documents SET plan_id = id_of(name);
            UPDATE documents SET folded = folded(plan_id);
            CREATE INDEX by_folded ON documents(folded);
        """)
        self._make_ids_unique()
        self._db.executescript("CREATE UNIQUE INDEX by_id ON documents(plan_id)")

    def put(self, documents: Iterable[DocumentFile]) -> None:
        """Exactly DOCUMENTS, in their order and with their ids."""
        rows = ((os.fsencode(d.path), d.source_file, d.plan_id, d.plan_id.casefold()) for d in documents)
        self._db.executemany("INSERT INTO documents(path, name, plan_id, folded) VALUES (?, ?, ?, ?)", rows)
        self._db.executescript("CREATE INDEX by_folded ON documents(folded)")
        self._db.executescript("CREATE UNIQUE INDEX by_id ON documents(plan_id)")

    def __iter__(self) -> Iterator[DocumentFile]:
        return (file for file, _ in self.with_keys())

    def waiting(self) -> Iterator[DocumentFile]:
        """The documents that have no result yet."""
        return (file for file, _ in self.with_keys("AND key IS NULL"))

    def with_keys(self, condition: str = "") -> Iterator[tuple[DocumentFile, str | None]]:
        """Every document with the key of its result."""
        query = f"""
            SELECT no, path, name, plan_id, fault, content, stamp, key FROM documents
            WHERE no > ? {condition} ORDER BY no LIMIT {_BLOCK}
        """
        last = 0
        while rows := self._db.execute(query, (last,)).fetchall():
            for last, path, name, plan_id, fault, content, stamp, key in rows:  # noqa: B007  where the next block begins
                place = os.fsdecode(path)
                if is_url(place):
                    yield DocumentFile(_NOWHERE / Path(name).name, name, plan_id, fault, content, place, stamp), key
                else:
                    yield DocumentFile(Path(place), name, plan_id, fault, content), key

    def settle(self, plan_id: str, key: str) -> None:
        """The result of PLAN_ID is that of KEY."""
        self._db.execute("UPDATE documents SET key = ? WHERE plan_id = ?", (key, plan_id))

    def key_of(self, plan_id: str) -> str | None:
        """The key of the result of PLAN_ID; None where there is no such document, or no result yet."""
        row = self._db.execute("SELECT key FROM documents WHERE plan_id = ?", (plan_id,)).fetchone()
        return None if row is None else row[0]

    def has_id(self, plan_id: str) -> bool:
        """Is PLAN_ID, in whatever case of letters, the id of a document?"""
        found = self._db.execute("SELECT 1 FROM documents WHERE folded = ?", (plan_id.casefold(),))
        return found.fetchone() is not None

    def _make_ids_unique(self) -> None:
        """The first of its kind keeps its id; the others get the next number that is free."""
        shared = """
            SELECT no, plan_id, folded FROM documents
            WHERE folded IN (SELECT folded FROM documents GROUP BY folded HAVING COUNT(*) > 1) ORDER BY no
        """
        numbers = Counter[str]()
        for no, wanted, folded in self._db.execute(shared).fetchall():
            number = numbers[folded] + 1
            if number > 1:
                while self.has_id(made := f"{wanted}-{number}"):
                    number += 1
                self._db.execute("UPDATE documents SET plan_id=?, folded=? WHERE no=?", (made, made.casefold(), no))
            numbers[folded] = number
