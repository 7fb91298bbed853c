"""The text of a paragraph before it is a `Paragraph`: what the readers of all word-processor formats gather of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extract.wrapping import Text


@dataclass(slots=True)
class Inline:
    """What the text of a paragraph came to; a format adds what it anchors there."""

    pieces: list[list[Text]] = field(default_factory=lambda: [[]])
    bold_chars: int = 0
    hidden: bool = False  # some text was left out because it is hidden

    def look(self) -> tuple[float | None, bool]:
        """(the size of most letters in points, None without letters; are most of them bold?)."""
        sizes: Counter[float] = Counter()
        for piece in self.pieces:
            for text in piece:
                sizes[text.face.size_pt] += len(text.text.strip())
        letters = sizes.total()
        return sizes.most_common(1)[0][0] if letters else None, self.bold_chars * 2 > max(1, letters)
