"""What holds for every test: a drawn case may take as long as a loaded machine needs."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
