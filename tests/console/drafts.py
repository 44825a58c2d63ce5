"""A draft of the knowledge, written, reviewed and published in the console by its people."""

from __future__ import annotations

import re

from bot.publishing import publish
from storage import drafts
from storage.records.knowledge import Draft
from tests.console.desk import Answer, Person, RunningDesk

GOOD = {"digest": "d", "errors": [], "worse": [], "warnings": []}


async def begins(person: Person, entry: str = "livelihood") -> str:
    """Begin a draft; return its address."""
    return (await person.posts(f"/staff/knowledge/entry/{entry}", partial=False)).goes_to


async def draft_at(desk: RunningDesk, address: str) -> Draft:
    """Return the draft as it is kept now."""
    found = await desk.office.core.store.read(drafts.get, int(address.rpartition("/")[2]))
    assert found is not None
    return found


def form_on(page: str) -> dict[str, str]:
    """Return what the fields of the writer's form hold."""
    part = page.split('class="entry-form"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', part))
    fields |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', part))
    fields |= {"confidence": "verified"}
    fields.pop("token")
    return {name: _unescaped(text) for name, text in fields.items()}


def _unescaped(text: str) -> str:
    return text.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")


async def writes(person: Person, address: str, **changed: str) -> Answer:
    """Change some fields of the form and send it."""
    form = form_on((await person.gets(address)).text)
    return await person.posts(address, {**form, **changed}, partial=False)


async def reviews_it(desk: RunningDesk, person: Person, address: str, **form: str) -> Answer:
    """Review the text that is there now, well unless the form says otherwise."""
    version = str((await draft_at(desk, address)).version)
    return await person.posts(
        f"{address}/review", {"version": version, "verdict": "good", **form}, partial=False
    )


async def published(desk: RunningDesk, writer: Person, second: Person, answer: str) -> None:
    """Write, review and publish an answer, as the publisher does after its trial."""
    address = await begins(writer)
    await writes(writer, address, answer=answer, send="1")
    await reviews_it(desk, second, address)
    draft = await draft_at(desk, address)
    assert await desk.office.core.store.run(publish, draft, draft.content, desk.office.clock())
