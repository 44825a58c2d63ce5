"""Read YAML so that every mapping knows the line it began on: faults can then be named as file:line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

#: The key under which a mapping keeps its place, "file:line". Never a key of our own formats.
PLACE = "__place__"

_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(ValueError):
    """A file is not YAML at all; the text is "file:line: what is wrong"."""


class _Loader(_Base):  # type: ignore[misc, valid-type]
    shown_as = ""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    out: dict[Any, Any] = {}
    place = f"{loader.shown_as}:{node.start_mark.line + 1}"
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in out:
            line = key_node.start_mark.line + 1
            raise Unreadable(f"{loader.shown_as}:{line}: '{key}' stands here twice")
        out[key] = loader.construct_object(value_node, deep=True)
    out[PLACE] = place
    return out


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path, shown_as: str) -> Any:
    """
    Return the content of `path`; each mapping holds its "file:line" under PLACE.

    Raises Unreadable when it is not UTF-8 or not YAML, or a key stands twice in one mapping.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise Unreadable(f"{shown_as}:1: not UTF-8 ({fault.reason})") from fault
    return read_text(text, shown_as)


def read_text(text: str, shown_as: str) -> Any:
    """Return what a text says, as `read_yaml` does of a file; raises Unreadable likewise."""
    loader = _Loader(text)
    loader.shown_as = shown_as
    try:
        return loader.get_single_data()
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise Unreadable(f"{shown_as}:{line}: {fault.problem or fault.context}") from fault
    except yaml.YAMLError as fault:
        raise Unreadable(f"{shown_as}:1: {fault}") from fault
    except (TypeError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable(f"{shown_as}:1: {fault}") from fault
    finally:
        loader.dispose()
