"""Which documents of a run are still to be read, and whose results are known from before."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from planlift.inputs import DocumentFile, Found
from planlift.ledger import Known, Ledger, PlanOnDisk
from planlift.limits import Limits
from planlift.plan_places import PlanPlace
from planlift.progress import SHOWN_SLOW, UnderWay
from planlift.settings import Settings
from planlift.sinks.plan_files import renamed_text
from planlift.sinks.rendered import Rendered

# Failures that another limit may undo; and one that has nothing to do with the content.
BOUND_TO_LIMITS = ("timeout", "memory", "crashed", "too_large", "too_many_pages")
NEVER_KEPT = ("unreadable",)
_NO_CONTENT = "no content"  # begins the key of what cannot be opened, or was not unpacked


@dataclass(frozen=True, slots=True)
class Again:
    """What is read again although its result is known."""

    everything: bool = False
    failed: bool = False


@dataclass
class Resumed:
    """Goes through the documents of a run with the ledger in hand."""

    ledger: Ledger
    found: Found
    settings: Settings
    limits: Limits
    again: Again
    plans: PlanPlace
    writes_plans: bool
    reused: int = 0
    _under_way: dict[str, str] = field(default_factory=dict)  # plan_id to key; as many as are being read
    _keys_under_way: set[str] = field(default_factory=set)
    _from_urls: dict[str, DocumentFile] = field(default_factory=dict)  # by plan_id, while they are being read
    _began: dict[str, float] = field(default_factory=dict)  # plan_id to when it was handed out

    def to_read(self) -> Iterator[DocumentFile]:
        """The documents whose content has no result yet; a second one of the same content is left for later."""
        for waiting in self.found.listing.waiting():
            file = self._with_content(waiting)
            key = self._key_before(file)
            if key in self._keys_under_way:
                continue
            if key and self._is_known(file, key):
                self.found.listing.settle(file.plan_id, key)
                self.reused += 1
                continue
            self._under_way[file.plan_id] = key
            if key:
                self._keys_under_way.add(key)
            if file.url:
                self._from_urls[file.plan_id] = file
            self._began[file.plan_id] = time.monotonic()
            if self.writes_plans:
                self.ledger.announce_plan(file.plan_id)
            if self.found.spool is not None:
                self.found.spool.provide(file.path)
            yield file

    def state(self) -> UnderWay:
        """What is handed out and not back, and how much was known."""
        now = time.monotonic()
        slow = sorted(((now - began, plan_id) for plan_id, began in self._began.items()), reverse=True)
        return UnderWay(self.reused, tuple((plan_id, seconds) for seconds, plan_id in slow[:SHOWN_SLOW]))

    @property
    def is_done(self) -> bool:
        """Has every document its result?"""
        return next(self.found.listing.waiting(), None) is None

    def record(self, result: Rendered) -> None:
        """Keep RESULT."""
        self._began.pop(result.plan_id, None)
        self._keys_under_way.discard(self._under_way.pop(result.plan_id, ""))
        key = self._key_of(result.plan_id, result.source_file, result.sha256)
        file = self._from_urls.pop(result.plan_id, None)
        if file is not None and result.sha256:
            self.ledger.keep_content(file.url, file.stamp, result.sha256)
        if result.plan_bytes:
            self.plans.noted(result.plan_id, result.plan_bytes)
        # Of two documents at URLs with the same content, which is known only now, the first to come back counts.
        if file is None or not self._is_known(file, key):
            self.ledger.record(key, repr(self.limits), result)
        self.found.listing.settle(result.plan_id, key)

    def results(self) -> Iterator[Rendered]:
        """The results of all documents, in their order."""
        for file, key in self.found.listing.with_keys():
            assert key is not None
            yield self.ledger.result(key).named(file.plan_id, file.source_file)

    def remove_stale_plans(self) -> None:
        """Remove the plan files that a run wrote here and that are not of this one; files of others stay."""
        for plan_id, key in self.ledger.all_plans():
            wanted = self.found.listing.key_of(plan_id)
            if self.writes_plans and wanted is not None and wanted == key:
                continue
            # Some systems take `A.json` and `a.json` for one file.
            if wanted is not None or not self.found.listing.has_id(plan_id):
                self.plans.remove(plan_id)
            self.ledger.forget_plan(plan_id)

    def _key_before(self, file: DocumentFile) -> str:
        """The key of FILE as far as it is known before it is read; empty for one at a URL that was not read yet."""
        if not file.url:
            return self._key_of(file.plan_id, file.source_file, file.content)
        content = self.ledger.content_at(file.url, file.stamp)
        return self._key_of(file.plan_id, file.source_file, content) if content else ""

    def _with_content(self, file: DocumentFile) -> DocumentFile:
        """FILE with what its bytes are told by, unless that is known already or nobody knows before it is fetched."""
        if file.url or file.content:
            return file
        content, stamp = self.ledger.content_of(file.path)
        return replace(file, content=content, stamp=stamp)

    def _key_of(self, plan_id: str, source_file: str, content: str) -> str:
        """What a result depends on: the content, what its name says it is, and the plan that an override names."""
        if not content:
            return f"{_NO_CONTENT} {source_file}"
        suffix = Path(source_file).suffix.lower()
        return f"{content} {suffix}" + (f" {plan_id}" if self.settings.overrides else "")

    def _is_known(self, file: DocumentFile, key: str) -> bool:
        known = self.ledger.known(key)
        if known is None or (key.startswith(_NO_CONTENT) and known.run != self.ledger.run):
            return False
        return self._holds(known) and (known.status == "failed" or self._plan_is_there(file, key))

    def _holds(self, known: Known) -> bool:
        """Would reading again give the same?"""
        if known.run == self.ledger.run:
            return True
        if self.again.everything or known.code in NEVER_KEPT:
            return False
        if known.status == "failed":
            return not self.again.failed and (known.code not in BOUND_TO_LIMITS or known.limits == repr(self.limits))
        return known.pages <= self.limits.pages

    def _plan_is_there(self, file: DocumentFile, key: str) -> bool:
        """Is the plan file of FILE in place, if need be made from that of a document of the same content?"""
        if not self.writes_plans:
            return True
        own = (file.plan_id, file.source_file)
        for twin in self.ledger.plans_of(key, first=file.plan_id):
            if self.plans.size(twin.plan_id) != twin.bytes:
                continue
            if own != (twin.plan_id, twin.source_file):
                text = renamed_text(self.plans.read(twin.plan_id), (twin.plan_id, twin.source_file), own)
                self.ledger.announce_plan(file.plan_id)
                size = self.plans.write(file.plan_id, text)
                self.ledger.keep_plan(key, PlanOnDisk(*own, size))
            return True
        return False
