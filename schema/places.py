"""Where a thing stands on a page. Units and origin are said here, once.

Places, lines and cells are structs of msgspec: frozen too, but made in a tenth of the time of a frozen dataclass, and a
page has six hundred of them. `msgspec.structs.replace` gives a changed copy. With `gc=False` the collector of garbage
does not follow them: nothing that they hold leads back to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct


class Box(Struct, frozen=True, gc=False):
    """A rectangle on a page as displayed (after /Rotate, inside the crop box).

    Points (1/72 inch); origin at the page's top left; `x0 <= x1`, `top <= bottom`.
    """

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width_pt(self) -> float:
        return self.x1 - self.x0

    @property
    def height_pt(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return (self.top + self.bottom) / 2

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of BOXES (at least one)."""
        others = iter(boxes)
        first = next(others)
        x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
        for box in others:  # in one pass: it is done for every cell and field
            if box.x0 < x0:
                x0 = box.x0
            if box.top < top:
                top = box.top
            if box.x1 > x1:
                x1 = box.x1
            if box.bottom > bottom:
                bottom = box.bottom
        return Box(x0, top, x1, bottom)


class Fragment(Struct, frozen=True, gc=False):
    """A part of something on one page; a cell cut by a page break has two."""

    page: int  # from 1
    bbox: Box


def fragments_of(places: Sequence[tuple[int | None, Box | None]]) -> tuple[Fragment, ...]:
    """One fragment a page around all PLACES on it, in page order; empty where the source has no pages."""
    if len(places) == 1:  # mostly, and it is done for every cell and field
        ((page, box),) = places
        return () if page is None or box is None else (Fragment(page, box),)
    by_page: dict[int, list[Box]] = {}
    for page, box in places:
        if page is not None and box is not None:
            by_page.setdefault(page, []).append(box)
    return tuple([Fragment(page, Box.around(by_page[page])) for page in sorted(by_page)])
