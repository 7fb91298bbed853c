"""Things a person should look at. Errors stop a document; issues do not."""

from __future__ import annotations

from dataclasses import dataclass

TEXT_LAYER_DOUBTFUL = "text_layer_doubtful"  # of a page; the items on it are flagged for it too


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt about one place of one document, in words a person understands."""

    code: str  # short, stable, snake_case: what analysts filter by
    message: str
    page: int | None = None
    table_no: int | None = None
    item_no: int | None = None


class DocumentError(Exception):
    """A document that cannot be read at all; it becomes a `failed` line of plans.csv.

    `code` is short and stable (`damaged`, `encrypted`, `empty`, `wrong_type`, `unsupported`, ...);
    the message says what is wrong and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
