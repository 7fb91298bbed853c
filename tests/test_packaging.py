"""What is installed."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from planlift.sinks.meanings import MEANINGS

ROOT = Path(__file__).parents[1]
OURS = ("planlift", "extract", "normalize", "schema")
PINS = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "constraints.txt").read_text(), re.MULTILINE))


def requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in (*project["dependencies"], *extras)]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", OURS)
def test_no_other_distribution_owns_one_of_our_import_names(name: str) -> None:
    owners = set(packages_distributions().get(name, []))
    assert owners <= {"planlift"}, f"uninstall {owners - {'planlift'}}: both install a package `{name}`"


@pytest.mark.parametrize("requirement", requirements(), ids=lambda requirement: requirement.name)
def test_every_dependency_is_pinned_to_a_version_it_allows(requirement: Requirement) -> None:
    pins = {canonical(name): version for name, version in PINS.items()}
    assert requirement.specifier.contains(Version(pins[canonical(requirement.name)]))


def test_the_constraints_name_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.+]+( ; .*)?", line) for line in lines)


def test_the_page_about_the_output_names_every_column_and_error_code() -> None:
    page = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page)) | {f"level_{number}" for number in range(1, 6)}
    codes = "empty damaged encrypted wrong_type unsupported unreadable too_large crashed internal_error"
    assert MEANINGS.keys() - named == set()
    assert set(codes.split()) <= named
