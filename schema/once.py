"""What is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class Once(Generic[_T]):
    """A property that is worked out once for each of its owners, which have to have a `__dict__`.

    That is `functools.cached_property` without its lock, which costs more than the text of a cell.
    """

    def __init__(self, work: Callable[[Any], _T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, one: Any, owner: type | None = None) -> _T:
        found = one.__dict__[self._name] = self._work(one)
        return found
