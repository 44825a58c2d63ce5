"""What two people stand for becomes live, is tried first, and can be taken back; the folder follows the database."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import faq_data
from bot import trial
from bot.knowledge import KnowledgeFiles
from bot.publishing import Publisher
from bot.trial import Sources
from intents.writing import entry_in, raw_in, raw_of, text_of
from storage import audit, drafts, versions
from storage.records.knowledge import Draft, DraftStatus
from storage.transaction import Tx
from tests.one_entry import ENTRIES
from tests.world import OFFICE, RunningOffice, office_at

ONE = "하나가 뭐예요"


async def tried_here(sources: Sources, entry: str, text: str, on: date) -> trial.Found:
    """Try in this process: the small knowledge of these tests takes no time."""
    return trial.try_out(sources, entry, text, on)


class Desk:
    """An office with a small knowledge of its own, two people, and a publisher."""

    def __init__(self, office: RunningOffice, folder: Path) -> None:
        """Lay the folder."""
        self.office = office
        self.shipped, self.own = folder / "faq", folder / "knowledge"
        (self.shipped / "ko").mkdir(parents=True)
        contacts = Path(faq_data.__file__).parent / "contacts.yaml"
        shutil.copyfile(contacts, self.shipped / "contacts.yaml")
        (self.shipped / "ko" / "a.yaml").write_text(ENTRIES, "utf-8")
        self.files = KnowledgeFiles(OFFICE, self.shipped, folder / "learned", self.own)
        office.core.known = self.files.read()
        self.publisher = Publisher(
            office.core.store, office.clock, lambda: office.core.known,
            Sources(self.shipped, self.own, folder / "learned"), self.reload, tried_here,
        )  # fmt: skip

    async def reload(self) -> None:
        """Take the files into use."""
        self.office.core.known = self.files.changed() or self.office.core.known

    async def people(self) -> None:
        """Give two people an account."""
        self.writer, self.second = (
            await self.office.staff("writer"),
            await self.office.staff("second"),
        )

    def text(self, **changed: object) -> str:
        """Write the entry with other words."""
        return text_of({**raw_of(self.office.core.known.knowledge.entries["one"]), **changed})

    async def approved(self, content: str, expires_on: date | None = None, **later: float) -> int:
        """Write, send and approve a draft."""

        def go(tx: Tx) -> int:
            at = self.office.clock()
            made = drafts.begin(tx, "one", content, self.writer.id, at)
            assert drafts.write(tx, self.draft(tx, made), content, expires_on, self.writer.id, at)
            assert drafts.send(tx, self.draft(tx, made), self.writer.id, at)
            when = at + timedelta(**later)
            assert drafts.approve(tx, self.draft(tx, made), self.second.id, when, "좋아요", at)
            return made

        return await self.office.core.store.run(go)

    @staticmethod
    def draft(tx: Tx, draft_id: int) -> Draft:
        found = drafts.get(tx, draft_id)
        assert found is not None
        return found

    async def look_at(self, draft_id: int) -> Draft:
        """Return a draft."""
        return await self.office.core.store.read(self.draft, draft_id)

    @property
    def answer(self) -> str:
        """What residents read now."""
        return self.office.core.known.knowledge.entries["one"].answer


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """An office on a Monday."""
    async with office_at("2026-11-23 10:00") as office:
        made = Desk(office, tmp_path)
        await made.people()
        yield made


async def test_what_two_people_stand_for_is_live_at_once(desk: Desk) -> None:
    draft = await desk.approved(desk.text(answer="새로운 하나예요."))

    await desk.publisher.look()

    assert desk.answer == "새로운 하나예요."
    assert (await desk.look_at(draft)).status is DraftStatus.PUBLISHED
    assert (await desk.look_at(draft)).content == ""
    lines = await desk.office.core.store.read(audit.lines)
    assert "knowledge_published" in [line.action for line in lines]


async def test_what_is_set_for_a_time_waits_for_it(desk: Desk) -> None:
    await desk.approved(desk.text(answer="새로운 하나예요."), hours=2)
    await desk.publisher.look()
    assert desk.answer == "하나예요."

    desk.office.clock.goes_on(hours=2)
    await desk.publisher.look()

    assert desk.answer == "새로운 하나예요."


async def test_a_fault_of_the_linter_keeps_it_back_and_is_named(desk: Desk) -> None:
    draft = await desk.approved(desk.text(answer="전화는 {tel.nowhere}번이에요."))

    await desk.publisher.look()

    assert desk.answer == "하나예요."
    found = await desk.look_at(draft)
    assert found.result is not None
    assert "no contact 'nowhere'" in found.result["errors"][0]


async def test_an_evaluation_that_gets_worse_keeps_it_back(desk: Desk) -> None:
    path = desk.shipped / "ko" / "b.yaml"
    other = ENTRIES.replace("id: one", "id: two").replace("하나", "두울")
    path.write_text(other, "utf-8")
    (desk.shipped / "ko" / "regressions.yaml").write_text(
        "regressions:\n  - {text: 두울이 뭐예요, entry: two}\n", "utf-8"
    )
    await desk.reload()
    worse = desk.text(
        title="두울이 뭐예요", names=["두울이뭐예요"], questions=[ONE, "두울이 뭐예요?"]
    )

    draft = await desk.approved(worse)
    await desk.publisher.look()

    result = (await desk.look_at(draft)).result
    assert result is not None
    assert not trial.passed(result)
    assert desk.answer == "하나예요."


async def test_a_new_question_is_asked_again_at_every_later_change(desk: Desk) -> None:
    await desk.approved(desk.text(questions=[ONE, "하나를 알려 주세요"]))

    await desk.publisher.look()

    assert "regressions" in (desk.own / "ko" / "one.yaml").read_text("utf-8")


async def test_past_its_last_day_what_stood_there_before_is_back(desk: Desk) -> None:
    await desk.approved(desk.text(answer="새로운 하나예요."), date(2026, 11, 24))
    await desk.publisher.look()

    desk.office.clock.goes_on(days=2)
    await desk.publisher.look()

    assert desk.answer == "하나예요."


async def test_the_folder_is_written_anew_from_the_database(desk: Desk) -> None:
    await desk.approved(desk.text(answer="새로운 하나예요."))
    await desk.publisher.look()
    shutil.rmtree(desk.own)
    (desk.own / "ko").mkdir(parents=True)
    (desk.own / "ko" / "stray.yaml").write_text("entries: [broken\n", "utf-8")

    await desk.publisher.look()

    assert [path.name for path in desk.own.rglob("*.yaml")] == ["one.yaml"]
    assert desk.answer == "새로운 하나예요."


async def test_nobody_approves_what_she_wrote(desk: Desk) -> None:
    def go(tx: Tx) -> bool:
        at = desk.office.clock()
        made = drafts.begin(tx, "one", desk.text(), desk.writer.id, at)
        drafts.send(tx, desk.draft(tx, made), desk.second.id, at)
        return drafts.approve(tx, desk.draft(tx, made), desk.writer.id, at, "", at)

    assert not await desk.office.core.store.run(go)


async def test_a_result_of_words_that_changed_meanwhile_is_not_kept(desk: Desk) -> None:
    draft = await desk.look_at(await desk.approved(desk.text(answer="새로운 하나예요.")))

    def change(tx: Tx) -> bool:
        at = desk.office.clock()
        drafts.give_back(tx, draft, "고쳐 주세요", at)
        drafts.write(tx, desk.draft(tx, draft.id), desk.text(answer="더 새로워요."), None, 1, at)
        drafts.send(tx, desk.draft(tx, draft.id), 1, at)
        return drafts.keep_result(tx, draft, {"errors": []})

    assert not await desk.office.core.store.run(change)


async def test_what_was_published_is_kept_version_by_version(desk: Desk) -> None:
    for answer in ("둘째예요.", "셋째예요."):
        await desk.approved(desk.text(answer=answer))
        await desk.publisher.look()

    kept = await desk.office.core.store.read(versions.of_entry, "one")

    assert [raw_in(version.content)["answer"] for version in kept] == ["셋째예요.", "둘째예요."]
    assert kept[0].reviewed_by == desk.second.id


async def test_a_broken_own_file_is_named_by_its_own_folder(desk: Desk, tmp_path: Path) -> None:
    await desk.approved(desk.text(answer="새로운 하나예요."))
    await desk.publisher.look()
    (desk.own / "ko" / "one.yaml").write_text("entries: [broken\n", "utf-8")

    files = KnowledgeFiles(OFFICE, desk.shipped, tmp_path / "learned", desk.own)

    assert files.read().knowledge.entries["one"].answer == "새로운 하나예요."
    assert "knowledge/ko/one.yaml:" in files.fault


def test_an_entry_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    (tmp_path / "ko" / "a.yaml").write_text(ENTRIES, "utf-8")
    shipped, faults = entry_in(ENTRIES, "a.yaml")
    assert shipped is not None
    assert not faults

    again, faults = entry_in(text_of(raw_of(shipped)), shipped.where.partition(":")[0])

    assert not faults
    assert again is not None
    assert raw_of(again) == raw_of(shipped)


async def test_a_trial_in_a_process_of_its_own_finds_the_same(desk: Desk, tmp_path: Path) -> None:
    sources = Sources(desk.shipped, desk.own, tmp_path / "learned")
    text, on = desk.text(answer="전화는 {tel.nowhere}번이에요."), date(2026, 11, 23)

    apart = await trial.in_own_process(sources, "one", text, on)

    assert apart == trial.try_out(sources, "one", text, on)
    assert apart["errors"]


async def test_a_change_is_compared_with_what_was_measured_before(desk: Desk) -> None:
    draft = await desk.approved(desk.text(answer="새로운 하나예요."), hours=1)

    await desk.publisher.look()

    result = (await desk.look_at(draft)).result
    assert result is not None
    assert result["before"]["asked"] == result["after"]["asked"] == 1
    assert trial.passed(result)


async def test_what_was_tried_against_an_older_knowledge_is_tried_again(desk: Desk) -> None:
    draft = await desk.approved(desk.text(answer="새로운 하나예요."), hours=1)
    await desk.publisher.look()
    before = (await desk.look_at(draft)).result
    (desk.shipped / "ko" / "b.yaml").write_text(
        ENTRIES.replace("id: one", "id: two").replace("하나", "두울"), "utf-8"
    )

    desk.office.clock.goes_on(hours=1)
    await desk.publisher.look()

    assert before is not None
    assert desk.answer == "새로운 하나예요."
    assert (await desk.look_at(draft)).result != before


async def test_other_answers_alone_are_not_measured_again(desk: Desk, tmp_path: Path) -> None:
    for answer in ("새로운 하나예요.", "더 새로운 하나예요."):
        await desk.approved(desk.text(answer=answer))
        await desk.publisher.look()

    assert desk.answer == "더 새로운 하나예요."
    assert len(list((tmp_path / "learned").glob("measured-*.json"))) == 1
