"""Whether a child is told of: the police hear of children too."""

from __future__ import annotations

import re

from handlers.compact import compact

_CHILD = re.compile(
    r"애기|아기|아이(?!고|디|폰)|(?<![가-힣])애[가는를도랑]|[옆앞윗랫]집애|애들|아동|꼬마|어린이|초등|중학생|유치원"
)


def names_child(text: str) -> bool:
    """Say whether words name a child."""
    return _CHILD.search(compact(text)) is not None
