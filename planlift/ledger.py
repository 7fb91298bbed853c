"""What a run knows already: a database in the output folder, so that a run started again does only what is new."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from planlift.inputs import InputError
from planlift.names import HIDDEN_FOLDER
from planlift.outcomes import sha256_of
from planlift.sinks.rendered import Rendered
from planlift.stamps import stamp_of

_RESULT = msgspec.json.Decoder(Rendered)

FILE_NAME = "ledger.sqlite"
SHAPE = 1  # of the tables; a ledger of another shape is begun anew
_TABLES = """
CREATE TABLE results(
    key TEXT, rules TEXT, run TEXT NOT NULL, limits TEXT NOT NULL, status TEXT NOT NULL, code TEXT NOT NULL,
    pages INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(key, rules)
) WITHOUT ROWID;
CREATE TABLE files(path BLOB PRIMARY KEY, stamp TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE plans(plan_id TEXT PRIMARY KEY, source_file TEXT, bytes INTEGER, key TEXT, rules TEXT) WITHOUT ROWID;
CREATE INDEX plans_by_key ON plans(key, rules);
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger says of a result, without its lines."""

    run: str
    limits: str
    status: str
    code: str
    pages: int


@dataclass(frozen=True, slots=True)
class PlanOnDisk:
    """A plan file that is in place, and the document it names."""

    plan_id: str
    source_file: str
    bytes: int


class Ledger:
    """Results by key (content) and rules (settings, taxonomy, program); one run at a time may hold it.

    Every result is kept at once: a run that is killed loses what is under way and nothing else.
    """

    def __init__(self, folder: Path, rules: str) -> None:
        self._rules = rules
        self.run = f"{time.time_ns():x}"
        hidden = folder / HIDDEN_FOLDER
        hidden.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _opened(hidden / FILE_NAME)
        except sqlite3.OperationalError as error:
            raise InputError(f"{folder} is being written by another run ({error}). Wait for it, or stop it.") from error
        except sqlite3.DatabaseError:
            # Damaged, by a full disk say: it holds nothing that cannot be had again from the documents.
            for left_over in hidden.glob(f"{FILE_NAME}*"):
                left_over.unlink()
            self._db = _opened(hidden / FILE_NAME)

    def close(self) -> None:
        self._db.close()

    def content_of(self, path: Path) -> tuple[str, str]:
        """The SHA-256 of PATH's bytes, and the stamp of the file while it is so; read only where that has changed
        since. Empty: no SHA-256 where it cannot be opened, no stamp where it may have changed again unnoticed."""
        try:
            stamp = stamp_of(path)
        except OSError:
            return "", ""
        place, told = os.fsencode(path), str(stamp)
        row = self._db.execute("SELECT sha256 FROM files WHERE path = ? AND stamp = ?", (place, told)).fetchone()
        if row is not None:
            return str(row[0]), told
        digest = sha256_of(path)
        if not digest or not stamp.is_settled:
            return digest, ""
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (place, told, digest))
        return digest, told

    def content_at(self, url: str, stamp: str) -> str:
        """The SHA-256 of what is at URL while its listing says STAMP; empty where that is not known."""
        query = "SELECT sha256 FROM files WHERE path = ? AND stamp = ?"
        row = self._db.execute(query, (_place_of(url), stamp)).fetchone() if stamp else None
        return "" if row is None else str(row[0])

    def keep_content(self, url: str, stamp: str, sha256: str) -> None:
        """What was at URL while its listing said STAMP."""
        if stamp:
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (_place_of(url), stamp, sha256))

    def copy_to(self, path: Path) -> None:
        """Make PATH a ledger of the same content."""
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    def known(self, key: str) -> Known | None:
        """What is known of KEY under the rules of this run."""
        query = "SELECT run, limits, status, code, pages FROM results WHERE key = ? AND rules = ?"
        row = self._db.execute(query, (key, self._rules)).fetchone()
        return None if row is None else Known(*row)

    def record(self, key: str, limits: str, result: Rendered) -> None:
        """RESULT is what KEY gives; its plan file, if any, is in place."""
        body = zlib.compress(_as_json(result), 1)
        about = (key, self._rules, self.run, limits, result.status, result.error_code, result.pages, body)
        with self._db:
            self._db.execute("BEGIN")
            self._db.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)", about)
            if result.plan_bytes:
                self.keep_plan(key, PlanOnDisk(result.plan_id, result.source_file, result.plan_bytes))

    def result(self, key: str) -> Rendered:
        """The result of KEY, as it was recorded. Raises `KeyError`."""
        query = "SELECT body FROM results WHERE key = ? AND rules = ?"
        row = self._db.execute(query, (key, self._rules)).fetchone()
        if row is None:
            raise KeyError(key)
        return _RESULT.decode(zlib.decompress(row[0]))

    def plans_of(self, key: str, first: str) -> list[PlanOnDisk]:
        """A few plan files of KEY, that of the plan FIRST before any other."""
        query = """
            SELECT plan_id, source_file, bytes FROM plans WHERE key = ? AND rules = ? ORDER BY plan_id <> ? LIMIT 3
        """
        return [PlanOnDisk(*row) for row in self._db.execute(query, (key, self._rules, first))]

    def announce_plan(self, plan_id: str) -> None:
        """A plan file may be there from now on, of unknown content: if the run is killed, the next one knows."""
        self._db.execute("INSERT OR REPLACE INTO plans VALUES (?, '', 0, NULL, NULL)", (plan_id,))

    def keep_plan(self, key: str, plan: PlanOnDisk) -> None:
        """PLAN is in place, with the content of KEY."""
        row = (plan.plan_id, plan.source_file, plan.bytes, key, self._rules)
        self._db.execute("INSERT OR REPLACE INTO plans VALUES (?, ?, ?, ?, ?)", row)

    def all_plans(self) -> Iterator[tuple[str, str | None]]:
        """The ids under which a plan file may be, of whichever run, each with the key it has under these rules."""
        last = ""
        query = """
            SELECT plan_id, CASE WHEN rules = ? THEN key END FROM plans WHERE plan_id > ? ORDER BY plan_id LIMIT 500
        """
        while rows := self._db.execute(query, (self._rules, last)).fetchall():
            yield from rows
            last = rows[-1][0]

    def forget_other_rules(self) -> None:
        """Let go of results under other rules: the ledger would grow with every version of the program."""
        self._db.execute("DELETE FROM results WHERE rules <> ?", (self._rules,))

    def forget_plan(self, plan_id: str) -> None:
        """The file PLAN_ID is gone."""
        self._db.execute("DELETE FROM plans WHERE plan_id = ?", (plan_id,))


def _as_json(result: Rendered) -> bytes:
    try:
        return msgspec.json.encode(result)
    except UnicodeEncodeError:  # half a surrogate pair becomes `?` in the tables too
        return json.dumps(msgspec.to_builtins(result), ensure_ascii=False).encode("utf-8", "replace")


def _place_of(url: str) -> bytes:
    """URL as the table of files knows it: not readable, since a URL may be signed."""
    return f"url {hashlib.sha256(url.encode()).hexdigest()}".encode()


def _opened(path: Path) -> sqlite3.Connection:
    """The database in PATH, held by this process alone until it ends, however it ends."""
    db = sqlite3.connect(path, timeout=0.5, isolation_level=None)
    try:
        # After a crash of the machine the last results may be missing; what is there is consistent.
        db.executescript("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        db.execute("BEGIN EXCLUSIVE")
        if db.execute("PRAGMA user_version").fetchone()[0] != SHAPE:
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f"DROP TABLE {table}")
            for statement in filter(str.strip, _TABLES.split(";")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {SHAPE}")
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db
