"""The documentation says what is true: settings, commands, targets, tables, links, nothing of our machines."""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from bot.cli import build_parser
from bot.settings import TABLE
from handlers.effects import Effect
from handlers.messages import Button, Inbound, Kind, Reply
from storage.sqlite import schema

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "faq_data/README.md"])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
PACKAGES = ("bot", "faq_data", "handlers", "intents", "storage")
#: What no file of the project may name: where it was built, by whom, from which mirror.
OURS = re.compile(r"/(?:root|home|work)/\w|index-url")


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tracked() -> list[str]:
    """Files of the checkout; outside of one (an unpacked archive) those of our folders."""
    asked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if asked.returncode == 0:
        return [name for name in asked.stdout.splitlines() if (ROOT / name).is_file()]
    return [str(p.relative_to(ROOT)) for n in PACKAGES for p in (ROOT / n).rglob("*.*")]


def verbs(parser: argparse.ArgumentParser) -> Iterator[str]:
    """List "staff add" and the like."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                below = list(verbs(child))
                yield from ([f"{name} {b}" for b in below] if below else [name])


def test_generated_pages_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools/make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    make_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_docs)

    assert make_docs.stale() == [], "run `make docs`"


def test_every_setting_is_documented() -> None:
    page = text_of("docs/reference/settings.md")

    assert [s.name for s in TABLE if f"`{s.name}`" not in page] == []


def test_every_setting_that_a_page_names_exists() -> None:
    known = {s.name for s in TABLE} | {f"{s.name}_FILE" for s in TABLE}
    named = re.compile(
        r"\b(?:TELEGRAM|OFFICE|LOG|PUBLIC|ON_CALL|FAQ|DATA|BACKUP|TRUSTED|KEY|SMTP|DIGEST)_[A-Z_]+\b"
    )
    wrong = {
        (name, word)
        for name in [*NAMES, "compose.yaml", "Dockerfile", "packaging/welfare-telescope.service"]
        for word in named.findall(text_of(name))
        if word not in known
    }

    assert wrong == set()


def test_every_verb_is_documented() -> None:
    page = text_of("docs/reference/commands.md")

    assert [v for v in verbs(build_parser()) if f"`python -m bot {v}`" not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_a_page_names_exists(name: str) -> None:
    known = set(verbs(build_parser()))
    groups = {verb.split()[0] for verb in known}
    said = re.findall(r"python -m bot ([a-z]+(?: [a-z]+)?)", text_of(name))
    wrong = [s for s in said if s not in known and s.split()[0] not in known]

    assert [s for s in wrong if s not in groups] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_that_a_page_names_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    text = text_of(name)
    code = re.findall(r"`([^`\n]+)`", text) + re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    said = [word for piece in code for word in re.findall(r"\bmake ([a-z]+)\b", piece)]

    assert [word for word in said if word not in targets] == []


def test_the_readme_shows_the_two_commands() -> None:
    for name in ("README.md", "README.ko.md"):
        assert re.search(r"^make run$", text_of(name), re.MULTILINE), name
    assert re.search(r"^make test$", text_of("README.md"), re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    text = re.sub(r"```.*?```", "", text_of(name), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'<img src="([^"]+)"', text)
    missing = [
        target
        for target in targets
        if "://" not in target
        and not target.startswith("#")
        and not ((ROOT / name).parent / target.partition("#")[0]).exists()
    ]

    assert missing == []


def test_every_table_is_documented() -> None:
    scripts = sorted(Path(schema.__file__).parent.glob("*.py"))
    tables = [t for p in scripts for t in re.findall(r"CREATE TABLE (\w+)", p.read_text("utf-8"))]
    page = text_of("docs/reference/messages-and-tables.md")

    assert [t for t in tables if f"`{t}`" not in page] == []


def test_every_message_field_kind_and_effect_is_documented() -> None:
    page = text_of("docs/reference/messages-and-tables.md")
    fields = [f.name for kind in (Inbound, Reply, Button) for f in dataclasses.fields(kind)]
    words = [*fields, *(e.__name__ for e in get_args(Effect))]

    assert [w for w in words if f"`{w}`" not in page] == []
    assert [k for k in Kind if k not in page] == []


def test_decisions_have_all_their_parts_and_fit_a_page() -> None:
    for page in sorted((ROOT / "docs/why").glob("0*.md")):
        heads = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.MULTILINE)
        assert heads == ["Context", "Choice", "Refused", "Consequences", "Revisit when"], page.name
        assert len(page.read_text("utf-8").splitlines()) <= 60, page.name


def test_pictures_are_small() -> None:
    pictures = sorted((ROOT / "docs/screenshots").glob("*.png"))

    assert pictures
    assert [p.name for p in pictures if p.stat().st_size > 150_000] == []


def test_no_file_names_the_machine_it_was_made_on() -> None:
    found = []
    for name in tracked():
        path = ROOT / name
        if path == Path(__file__) or path.suffix in {".png", ".js"}:
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if OURS.search(line):
                found.append(f"{name}:{number}")

    assert found == []


def test_constraints_pin_every_dependency_without_an_address() -> None:
    lines = text_of("constraints.txt").splitlines()
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["test"], *extras["dev"]]
    pinned = {plain(line.partition("==")[0]) for line in lines if line and line[0] != "#"}

    assert [x for x in lines if x and not re.fullmatch(r"#.*|[\w.-]+==[\w.]+", x)] == []
    assert [w for w in wanted if plain(re.split(r"[<>=\[]", w)[0]) not in pinned] == []


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_file_of_a_package_is_shipped() -> None:
    """What is read at run time must be in the wheel: package-data has a pattern for it."""
    setup = tomllib.loads(text_of("pyproject.toml"))["tool"]["setuptools"]
    shipped = {
        path
        for package, patterns in setup["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package).glob(pattern)
    }
    left = [
        name
        for name in tracked()
        if name.split("/")[0] in PACKAGES
        and not name.endswith(".py")
        and ROOT / name not in shipped
    ]

    assert left == []
