"""Blows that are heard, now or every night: whatever question is open, the police are named first."""

from __future__ import annotations

import re

_BLOWS = re.compile(
    r"때리(?:는|고|나|니|시)|때려(?!서죄송)|얻어맞|두들겨|(?:맞|패|던지|부수)는(?:듯한|거같은|것같은|[가-힣]{0,3})?(?:소리|중)|폭행|비명|살려(?:달|줘|주)"
)
_NOT_SO = re.compile(r"적이?있|없어요|없었|아니|안들[려리]|않|예전|옛날|작년")
_OVER = re.compile(r"어제|그저께|그제|지난|저번|전에|지금은(?:괜|조용)")
_OFTEN = re.compile(r"밤마다|매일|맨날|날마다|저녁마다|매번|자주|계속|또")


def blows(text: str) -> bool:
    """Say whether a line tells of blows or screams that go on, or come again."""
    lines = ("".join(line.split()) for line in text.splitlines())
    return any(
        _BLOWS.search(line)
        and not _NOT_SO.search(line)
        and (not _OVER.search(line) or _OFTEN.search(line))
        for line in lines
    )
