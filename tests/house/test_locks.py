"""The lock files hold what the project declares, and agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN, TEST, BUILD = "requirements.lock", "tests/requirements.lock", "packaging/build.lock"
TOOLS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "packaging").glob("*/*.lock"))


def pins(lock: str) -> dict[str, str]:
    """Each requirement with its marker, and its hashes."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    entries = (line.split("--hash=", 1) for line in text.splitlines() if line and not line.lstrip().startswith("#"))
    return {requirement.strip(): hashes for requirement, hashes in entries}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in requirements}


def declared() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_locks_hold_what_is_declared() -> None:
    project = declared()["project"]
    assert names(project["dependencies"]) <= names([*pins(RUN)])
    assert names(project["optional-dependencies"]["test"]) <= names([*pins(TEST)])
    assert names(declared()["build-system"]["requires"]) <= names([*pins(BUILD)])


def test_tests_run_with_the_versions_that_users_get() -> None:
    def versions(lock: str) -> set[tuple[str, str]]:  # a marker may be wider where more asks for a package
        return {(requirement.partition(" ;")[0], hashes) for requirement, hashes in pins(lock).items()}

    assert versions(RUN) <= versions(TEST)


def test_one_environment_holds_the_build_tools_too() -> None:
    build, test = pins(BUILD), pins(TEST)
    shared = names([*build]) & names([*test])
    assert {pin for pin in build if names([pin]) <= shared} <= set(test)


@pytest.mark.parametrize("lock", [RUN, TEST, BUILD, *TOOLS])
def test_every_package_is_pinned_and_checked(lock: str) -> None:
    for requirement, hashes in pins(lock).items():
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", requirement)
        assert re.match(r"sha256:[0-9a-f]{64}\b", hashes)
