"""Facts of the web chat that need no server."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.channels.channel import Line
from bot.channels.webchat import frames, photos, render, security, visitor
from bot.channels.webchat.limits import Pace
from handlers.messages import Button, Reply, Style, Tone, Wants

TOKEN = "A" * 43
LINE = Line(7, "bot", datetime(2026, 11, 23, 6, 12, tzinfo=UTC), 7, "", Reply("안녕하세요."))
STATIC = Path(render.__file__).parent / "static"


# --- render


def test_a_line_says_its_time_in_seoul() -> None:
    assert render.line(LINE)["time"] == "오후 3:12"
    assert render.line(LINE)["day"] == "2026년 11월 23일 월요일"


@pytest.mark.parametrize(
    ("hour", "said"), [(15, "오전 12:00"), (2, "오전 11:00"), (3, "오후 12:00"), (4, "오후 1:00")]
)
def test_noon_and_midnight_are_twelve(hour: int, said: str) -> None:
    assert render.moment(datetime(2026, 11, 23, hour, 0, tzinfo=UTC))["time"] == said


def test_text_reaches_the_page_as_it_is() -> None:
    text = "<script>alert('가')</script>\n&amp; ‮거꾸로"

    assert render.line(replace(LINE, reply=Reply(text)))["text"] == text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://x", "//x", ""])
def test_only_telephone_and_https_become_links(url: str) -> None:
    assert render.button(Button("열기", url=url))["url"] == ""


def test_a_telephone_button_keeps_its_address_and_tone() -> None:
    shown = render.button(Button("119에 전화하기", tone=Tone.DANGER, url="tel:119"))

    assert shown == {"label": "119에 전화하기", "value": "", "tone": "danger", "url": "tel:119"}


def test_a_receipt_shows_its_number_large_even_with_a_particle_on_it() -> None:
    receipt = Reply("접수했어요. 번호는 W-2026-0042예요.", style=Style.RECEIPT)

    assert render.line(replace(LINE, reply=receipt))["number"] == "W-2026-0042"
    assert render.line(replace(LINE, reply=Reply(receipt.text)))["number"] == ""


def test_what_is_wanted_and_where_it_is_from_are_passed_on() -> None:
    shown = render.line(replace(LINE, reply=Reply("?", wants=Wants.PHOTO, note="출처: 2026")))

    assert (shown["wants"], shown["note"]) == ("photo", "출처: 2026")


def test_an_attachment_key_cannot_leave_its_folder() -> None:
    shown = render.line(replace(LINE, reply=Reply("", attachments=("../../x?y",))))

    assert shown["photos"] == ["/chat/attachment/..%2F..%2Fx%3Fy"]


def test_a_document_of_staff_is_a_link_and_no_picture() -> None:
    shown = render.line(replace(LINE, reply=Reply("", attachments=("a.jpg", "b.pdf"))))

    assert shown["photos"] == ["/chat/attachment/a.jpg"]
    assert shown["files"] == ["/chat/attachment/b.pdf"]


def test_a_start_of_the_persons_own_shows_nothing() -> None:
    start = replace(LINE, who="me", outbox_id=0, external_id="scope:start", reply=Reply(""))

    assert render.lines([start, LINE]) == [render.line(LINE)]


def test_own_lines_carry_the_id_that_the_page_gave() -> None:
    mine = replace(LINE, who="me", outbox_id=0, external_id=visitor.external_id("f" * 64, "abc-1"))

    assert render.line(mine)["id"] == "abc-1"


# --- visitor


def test_the_contact_key_does_not_hold_the_token() -> None:
    key = visitor.contact_key(TOKEN)

    assert len(key) == 64
    assert TOKEN not in key
    assert key != visitor.contact_key("B" * 43)


@pytest.mark.parametrize("value", ["", "short", "A" * 42, "A" * 87, "A" * 42 + ";", "가" * 43])
def test_a_cookie_that_we_did_not_give_is_no_visitor(value: str) -> None:
    assert visitor.read_token({visitor.COOKIE: value}) is None


@pytest.mark.parametrize("secure", [True, False])
def test_the_cookie_is_kept_from_scripts_and_from_other_sites(secure: bool) -> None:
    response = web.Response()
    visitor.give_token(response, TOKEN, secure=secure)
    cookie = response.cookies[visitor.COOKIE]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == str(180 * 24 * 3600)
    assert bool(cookie["secure"]) is secure


def test_two_visitors_never_share_an_external_id() -> None:
    one, other = visitor.contact_key(TOKEN), visitor.contact_key("B" * 43)

    assert visitor.external_id(one, "same") != visitor.external_id(other, "same")


# --- frames


@pytest.mark.parametrize(
    "raw",
    [
        "", "{", "[]", "null", "1", '"say"', "{}", '{"type":"dance"}', '{"type":"say"}',
        '{"type":"say","id":""}', '{"type":"say","id":"a b"}', '{"type":"say","id":"a","text":1}',
        '{"type":"say","id":"a","press":"한글"}', '{"type":"say","id":"a","place":{"latitude":99,"longitude":0}}',
        '{"type":"seen","cursor":-1}', '{"type":"seen","cursor":1e400}', '{"type":"hello","cursor":"1"}',
        '{"type":"say","id":"a","attachments":["../x"]}', "[" * 30_000, '{"a":' * 9_000,
    ],
)  # fmt: skip
def test_a_frame_that_no_page_sends_is_refused_by_name(raw: str) -> None:
    with pytest.raises(frames.NotUnderstood) as why:
        frames.parse(raw)

    assert why.value.why == "malformed"


def test_a_refusal_names_the_message_where_it_can() -> None:
    with pytest.raises(frames.NotUnderstood) as why:
        frames.parse('{"type":"say","id":"abc","press":"' + "x" * 65 + '"}')

    assert why.value.client_id == "abc"


def test_a_frame_above_64_kilobytes_is_refused_with_its_id() -> None:
    with pytest.raises(frames.NotUnderstood) as why:
        frames.parse('{"type":"say","id":"abc","text":"' + "가" * 30_000 + '"}')

    assert (why.value.why, why.value.client_id) == ("too_big", "abc")


def test_unknown_fields_are_passed_over() -> None:
    assert frames.parse('{"type":"beat","mood":[1]}') == frames.Beat()


@given(st.text())
def test_any_text_is_read_or_refused(raw: str) -> None:
    with contextlib.suppress(frames.NotUnderstood):
        frames.parse(raw)


@given(st.text(st.characters(codec="utf-8")))
def test_cleaning_takes_nothing_but_controls(text: str) -> None:
    clean = frames.cleaned(text)

    assert "\x00" not in clean
    assert [c for c in text if c.isprintable()] == [c for c in clean if c.isprintable()]


# --- pace


def test_a_person_is_never_slowed_down() -> None:
    pace = Pace(burst=20, per_second=4)

    assert [pace.wait_s("a", second) for second in range(200)] == [0.0] * 200


def test_a_flood_waits_and_nobody_else_does() -> None:
    pace = Pace(burst=20, per_second=4)
    waits = [pace.wait_s("a", 0) for _ in range(22)]

    assert waits[19:] == [0, 0.25, 0.5]
    assert pace.wait_s("b", 0) == 0


# --- photos


def picture(kind: str, size: tuple[int, int] = (40, 30), **extra: object) -> bytes:
    out = BytesIO()
    mode = "RGBA" if kind in ("PNG", "WEBP") else "RGB"
    Image.new(mode, size, "orange").save(out, kind, **extra)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_photos_of_every_phone_become_jpeg(kind: str) -> None:
    assert photos.rewritten(picture(kind)).startswith(b"\xff\xd8\xff")


def test_exif_is_gone_and_the_photo_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CANARY-MAKER"
    exif.get_ifd(0x8825)[2] = (37.0, 44.0, 0.0)

    clean = photos.rewritten(picture("JPEG", exif=exif, comment=b"CANARY-COMMENT"))
    opened = Image.open(BytesIO(clean))

    assert opened.size == (30, 40)
    assert not opened.getexif()
    assert b"CANARY" not in clean


def test_a_large_photo_is_made_1600_pixels() -> None:
    assert Image.open(BytesIO(photos.rewritten(picture("JPEG", (4000, 1000))))).size == (1600, 400)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not_a_photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "not_a_photo"),
        (b"%PDF-1.7\n", "not_a_photo"),
        (b"PK\x03\x04", "not_a_photo"),
        (b"<html>", "not_a_photo"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "not_a_photo"),
        (picture("JPEG", (400, 400))[:900], "broken"),
        (picture("PNG", (400, 400))[:120], "broken"),
        (picture("GIF") + b"x" * photos.MOST_BYTES, "too_big"),
        (picture("PNG", (12_000, 8_000)), "too_big"),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(photos.NotAPhoto) as refused:
        photos.rewritten(content)

    assert refused.value.why == why


# --- house rules of the page


def test_the_policy_names_nothing_outside() -> None:
    assert security.content_policy("evil.example; script-src *").count("evil") == 0
    assert "unsafe" not in security.content_policy("a.example")
    assert "ws://a.example wss://a.example" in security.content_policy("a.example")


def test_the_script_never_writes_markup_and_runs_on_old_phones() -> None:
    script = (STATIC / "chat.js").read_text("utf-8")

    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in script
    for newer in ("?.", "??", "catch {", "replaceAll", ".flat(", ".at(", "import(", "#private"):
        assert newer not in script


def test_no_file_of_the_page_names_another_host_or_an_emergency_number() -> None:
    for path in [*STATIC.iterdir(), *(STATIC.parent / "templates").iterdir()]:
        content = path.read_text("utf-8").replace("http://www.w3.org/", "")
        assert "http:" not in content, path
        assert "https://" not in content, path
        for number in ("1577-", "1366", "1388", "tel:1"):
            assert number not in content, path
