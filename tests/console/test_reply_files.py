"""Files that staff send with a reply: photos without their EXIF, plain PDFs, nothing else."""

from __future__ import annotations

import io
import json

import aiohttp
import pytest
from PIL import Image

from storage import attachments
from tests.console.desk import Person, RunningDesk

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def photo(fmt: str = "JPEG") -> bytes:
    """A picture with a place in its EXIF."""
    image, out = Image.new("RGB", (60, 40), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    image.save(out, fmt, exif=exif)
    return out.getvalue()


async def chooses(person: Person, number: str, content: bytes, name: str, token: str = "") -> int:
    """Choose a file as the page does; return the status."""
    form = aiohttp.FormData()
    form.add_field("token", token or f"one-time-file-{name}")
    form.add_field("file", content, filename=name, content_type="image/png")
    url = f"{person.desk.url}/staff/case/{number}/file"
    headers = {"Origin": person.desk.url, "HX-Request": "true"}
    async with person.session.post(url, data=form, headers=headers) as answer:
        return answer.status


async def seen_files(person: Person, number: str) -> str:
    """What the hidden field beside the words holds."""
    page = (await person.gets(f"/staff/case/{number}")).text
    return page.split('name="files" value="')[1].split('"')[0]


async def test_a_photo_of_staff_loses_its_exif_and_belongs_to_the_resident(
    desk: RunningDesk,
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    for _ in range(2):
        assert await chooses(kim, number, photo(), "현장.jpg", "the-same-file-form") == 200
    files = await seen_files(kim, number)

    await kim.does(number, "reply", text="", files=files)

    reply = json.loads((await desk.said_to(number))[-1])
    assert len(reply["attachments"]) == 1
    key = reply["attachments"][0]
    kept = await desk.office.core.store.read(attachments.get, key, 1)
    assert kept is not None
    assert b"SECRET-PLACE" not in kept.content
    assert kept.mime == "image/jpeg"
    assert await seen_files(kim, number) == ""
    assert (await desk.office.ticket(number)).attachments == ()


async def test_a_pdf_is_sent_as_a_document(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    assert await chooses(kim, number, PDF, "신청서.pdf") == 200

    await kim.does(number, "reply", text="신청서예요", files=await seen_files(kim, number))

    assert json.loads((await desk.said_to(number))[-1])["attachments"][0].endswith(".pdf")


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"MZ\x90\x00 a program",
        b"%PDF-1.7 cut off",
        PDF.replace(b"/Type", b"/OpenAction 2 0 R /Type"),
        PDF.replace(b"/Type", b"/J#61vaScript (x) /Type"),
        PDF.replace(b"/Type", b"/Encrypt 3 0 R /Type"),
        b"",
    ],
)
async def test_what_is_neither_photo_nor_plain_pdf_is_refused(
    desk: RunningDesk, content: bytes
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    assert await chooses(kim, number, content, "x.png") == 409
    assert await seen_files(kim, number) == ""


async def test_only_the_owner_chooses_files_and_only_five(desk: RunningDesk) -> None:
    kim, lee, number = await desk.person("kim"), await desk.person("lee"), await desk.files()
    await kim.does(number, "claim")

    statuses = [await chooses(kim, number, PDF, f"{i}.pdf") for i in range(6)]

    assert await chooses(lee, number, PDF, "x.pdf") == 409
    assert statuses == [200] * 5 + [409]


async def test_a_file_taken_away_does_not_go(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    await chooses(kim, number, PDF, "x.pdf")
    files = await seen_files(kim, number)

    await kim.does(number, "file-away", file=files)
    await kim.does(number, "reply", text="글만", files=files)

    assert json.loads((await desk.said_to(number))[-1]).get("attachments", []) == []
