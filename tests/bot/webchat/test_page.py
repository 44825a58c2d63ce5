"""The page in a real Chromium: as it is used by one finger, by keyboard, by ear, on a bad line."""

from __future__ import annotations

import asyncio
from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import Browser, Response, expect

from handlers.messages import Kind, Reply
from tests.bot.webchat.browser import AXE, bubbles, overflow, say, small_targets
from tests.bot.webchat.conftest import Tab
from tests.bot.webchat.small import WELCOME, Server

pytestmark = pytest.mark.browser


async def test_typing_gets_an_answer(tab: Tab, server: Server) -> None:
    await say(tab.page, "월세가 밀렸어요")
    await expect(tab.page.locator(".line.bot .words").last).to_have_text(
        "들었어요: 월세가 밀렸어요"
    )

    assert await bubbles(tab.page, "me") == ["월세가 밀렸어요"]
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    assert await tab.page.input_value("#text") == ""
    assert server.mailbox.acknowledged


async def test_enter_while_a_syllable_is_put_together_does_not_send(
    tab: Tab, server: Server
) -> None:
    keys = await tab.context.new_cdp_session(tab.page)
    await tab.page.focus("#text")
    for part in ("ㅇ", "아", "안"):
        await keys.send(
            "Input.imeSetComposition",
            {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
        )
    await keys.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    await asyncio.sleep(0.2)

    assert server.mailbox.texts() == []
    await keys.send("Input.insertText", {"text": "안녕"})
    await tab.page.press("#text", "Enter")
    await expect(tab.page.locator(".line.me")).to_have_count(1)
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    assert server.mailbox.texts() == ["안녕"]


async def test_shift_enter_is_a_new_line_and_the_field_grows(tab: Tab, server: Server) -> None:
    before = (await tab.page.locator("#text").bounding_box() or {})["height"]
    for number in range(4):
        await tab.page.type("#text", f"{number}번 줄")
        await tab.page.press("#text", "Shift+Enter")
    after = (await tab.page.locator("#text").bounding_box() or {})["height"]
    await tab.page.press("#text", "Enter")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert after > before + 40
    assert server.mailbox.texts() == ["0번 줄\n1번 줄\n2번 줄\n3번 줄"]


async def test_a_restart_of_the_server_loses_and_doubles_nothing(tab: Tab, server: Server) -> None:
    page = tab.page
    await say(page, "하나")
    await expect(page.locator(".line.bot .words").last).to_have_text("들었어요: 하나")
    heard = server.mailbox.texts()
    await server.stop()
    for words in ("둘", "셋", "넷"):
        await say(page, words)
    await expect(page.locator("#banner")).to_be_visible(timeout=10_000)
    await expect(page.locator("button.sent.failed").first).to_be_visible()
    await expect(page.locator(".line.me").last).to_be_in_viewport(ratio=1)
    await server.start()
    await page.evaluate("document.getElementById('retry').click()")
    await expect(page.locator(".line.bot .words").last).to_have_text("들었어요: 넷", timeout=20_000)
    await expect(page.locator("#banner")).to_be_hidden()

    assert heard + server.mailbox.texts() == ["하나", "둘", "셋", "넷"]
    assert await bubbles(page, "me") == ["하나", "둘", "셋", "넷"]
    assert len(await bubbles(page, "bot")) == len(WELCOME) + 4
    assert await page.evaluate("localStorage.getItem('chat.queue')") is None


async def test_many_restarts_while_typing_lose_and_double_nothing(tab: Tab, server: Server) -> None:
    said: list[str] = []
    heard: list[str] = []
    for turn in range(4):
        for number in range(3):
            said.append(f"{turn}-{number}")
            await say(tab.page, said[-1])
        await asyncio.sleep(0.05 * turn)
        heard += server.mailbox.texts()
        await server.stop()
        said.append(f"{turn}-끊김")
        await say(tab.page, said[-1])
        await server.start()
        await tab.page.evaluate("document.getElementById('retry').click()")
    await expect(tab.page.locator(".line.bot .words").last).to_have_text(
        "들었어요: 3-끊김", timeout=30_000
    )
    heard += server.mailbox.texts()

    assert heard == said
    assert await bubbles(tab.page, "me") == said


async def test_what_was_not_sent_outlives_the_window(tab: Tab, server: Server) -> None:
    await server.stop()
    await say(tab.page, "꺼지기 전에 쓴 말")
    await tab.page.close()
    await server.start()
    again = await tab.context.new_page()
    await again.goto(server.url)
    await expect(again.locator(".line.bot .words").last).to_have_text("들었어요: 꺼지기 전에 쓴 말")

    assert server.mailbox.texts() == ["꺼지기 전에 쓴 말"]


async def test_reload_keeps_the_talk_and_the_draft(tab: Tab) -> None:
    await say(tab.page, "기억해 주세요")
    await expect(tab.page.locator(".line.bot .words").last).to_contain_text("기억해")
    before = await tab.page.locator(".line .words").all_inner_texts()
    await tab.page.fill("#text", "쓰다 만 말")
    await tab.page.reload()
    await expect(tab.page.locator(".line.me")).to_have_count(1)

    assert await tab.page.locator(".line .words").all_inner_texts() == before
    assert await tab.page.input_value("#text") == "쓰다 만 말"


async def test_a_visit_by_a_link_from_another_site_is_the_same_visitor(
    tab: Tab, server: Server
) -> None:
    await say(tab.page, "저예요")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    other = await tab.context.new_page()
    await other.route(
        "http://city.example/",
        lambda route: route.fulfill(
            content_type="text/html", body=f'<a id=a href="{server.url}">상담</a>'
        ),
    )
    await other.goto("http://city.example/")
    await other.click("#a")
    await expect(other.locator(".line.me .words")).to_have_text("저예요")


async def test_a_pressed_button_is_marked_and_cannot_be_pressed_again(
    tab: Tab, server: Server
) -> None:
    button = tab.page.get_by_role("button", name="운영 시간").and_(tab.page.locator(".choice"))
    await button.click()
    await expect(tab.page.locator(".line.bot .words").last).to_have_text("[g:hours] 운영 시간")

    await expect(tab.page.locator(".choice.taken")).to_have_text("운영 시간 골랐어요")
    assert await tab.page.locator(".choice:enabled").count() == 0
    await tab.page.reload()
    await expect(tab.page.locator(".choice.taken")).to_have_text("운영 시간 골랐어요")
    assert [i.press for i in server.mailbox.accepted if i.kind is Kind.BUTTON] == ["g:hours"]


async def test_everything_works_by_keyboard_alone(tab: Tab, server: Server) -> None:
    page = tab.page
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == "이웃이 걱정돼요":
            break
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.bot .words").last).to_have_text("[s:report] 이웃이 걱정돼요")
    assert await page.evaluate("document.activeElement.id") == "log"
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.id") == "menu-button":
            break
    await page.keyboard.press("Enter")
    await expect(page.locator("#menu")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#menu")).to_be_hidden()
    assert await page.evaluate("document.activeElement.id") == "menu-button"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await expect(page.locator(".line.bot .words").last).to_have_text("[g:benefits] 복지 혜택 찾기")

    assert outline == "3px"


@pytest.mark.parametrize(
    "press", ["g:home", "g:benefits", "s:report", "g:person", "g:requests", "g:hours"]
)
async def test_the_menu_sends_its_value(tab: Tab, server: Server, press: str) -> None:
    await tab.page.click("#menu-button")
    await tab.page.click(f"#menu [data-press='{press}']")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert server.mailbox.accepted[-1].press == press
    await expect(tab.page.locator("#menu")).to_be_hidden()


@pytest.mark.parametrize("size", ["1", "2", "3"])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (683, 384), (1366, 768)])
async def test_nothing_is_cut_or_too_small_at_any_size(
    tab: Tab, width: int, height: int, size: str
) -> None:
    """683 x 384 is a laptop at 200 % zoom; 320 px at the largest letters is 200 % of a phone's."""
    page = tab.page
    await page.set_viewport_size({"width": width, "height": height})
    await page.evaluate(f"document.querySelector('[data-size=\"{size}\"]').click()")
    await say(page, "위험")
    await expect(page.locator(".bubble.danger")).to_be_visible()
    await say(page, "접수")
    await expect(page.locator(".bubble.receipt")).to_be_visible()
    await say(page, "가" * 200 + " https://example.invalid/" + "a" * 200)
    await expect(page.locator(".line.me")).to_have_count(3)

    assert await overflow(page) <= 0
    assert await small_targets(page) == []
    box = await page.locator("#log").bounding_box()
    assert box is not None
    assert box["height"] >= 110
    await expect(page.locator("#exit")).to_be_in_viewport()


async def test_text_twice_as_large_fits_320_pixels(tab: Tab) -> None:
    await tab.page.set_viewport_size({"width": 320, "height": 568})
    await tab.page.evaluate("document.documentElement.style.fontSize = '34px'")
    await tab.page.evaluate("dispatchEvent(new Event('resize'))")
    await say(tab.page, "접수")
    await expect(tab.page.locator(".bubble.receipt")).to_be_visible()

    assert await overflow(tab.page) <= 0
    await expect(tab.page.locator("#text")).to_be_in_viewport()


async def test_the_text_size_is_kept(tab: Tab) -> None:
    await tab.page.click("#menu-button")
    await tab.page.click("[data-size='3']")
    await tab.page.reload()

    size = await tab.page.evaluate("getComputedStyle(document.querySelector('#text')).fontSize")
    assert size == "24px"


@pytest.mark.parametrize("scene", ["welcome", "danger", "receipt", "wants", "menu", "offline"])
async def test_axe_finds_nothing(tab: Tab, server: Server, scene: str) -> None:
    page = tab.page
    words = {"danger": "위험", "receipt": "접수", "wants": "장소"}.get(scene)
    if words:
        await say(page, words)
        await expect(page.locator(".line.bot")).to_have_count(4)
    if scene == "menu":
        await page.click("#menu-button")
    if scene == "offline":
        await server.stop()
        await say(page, "들리나요")
        await expect(page.locator("#banner")).to_be_visible(timeout=10_000)
    await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    told = [
        (v["id"], [n["html"][:120] for n in v["nodes"]], v["nodes"][0]["failureSummary"])
        for v in found["violations"]
    ]
    assert told == []


async def test_the_quick_exit_leaves_nothing_behind(tab: Tab) -> None:
    await tab.page.fill("#text", "남편이 때려요")
    await tab.page.click("#exit")
    await tab.page.wait_for_url("**/away")
    assert await tab.page.title() == "날씨 상식"
    assert await tab.page.evaluate("localStorage.getItem('chat.draft')") is None
    await tab.page.go_back()

    assert "복지" not in await tab.page.title()


async def test_escape_three_times_is_the_quick_exit(tab: Tab) -> None:
    await tab.page.focus("#text")
    for _ in range(3):
        await tab.page.keyboard.press("Escape")
    await tab.page.wait_for_url("**/away")


async def test_a_danger_card_dials_with_one_tap(tab: Tab) -> None:
    await tab.page.set_viewport_size({"width": 320, "height": 568})
    await say(tab.page, "위험")
    link = tab.page.get_by_role("link", name="109에 전화하기")
    await expect(link).to_be_in_viewport(ratio=1)

    assert await link.get_attribute("href") == "tel:109"
    box = await link.bounding_box()
    assert box is not None
    assert box["height"] >= 56
    await say(tab.page, "괜찮아요")
    await expect(link).to_be_visible()


async def test_a_photo_is_shown_before_and_after_it_is_sent(tab: Tab, server: Server) -> None:
    out = BytesIO()
    Image.new("RGB", (800, 600), "teal").save(out, "JPEG")
    file = {"name": "문.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    await tab.page.set_input_files("#photo", file)  # type: ignore[arg-type]
    await expect(tab.page.locator(".preview.done")).to_be_visible()
    await say(tab.page, "우편함이에요")
    picture = tab.page.locator(".line.me .photo img")
    await expect(picture).to_be_visible()
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert server.mailbox.accepted[-1].kind is Kind.PHOTO
    await tab.page.reload()
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 800)


async def test_a_file_that_is_no_photo_is_refused_in_words(tab: Tab) -> None:
    file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
    await tab.page.set_input_files("#photo", file)  # type: ignore[arg-type]

    await expect(tab.page.locator("#notice")).to_contain_text("사진만 보낼 수 있어요")
    await expect(tab.page.locator(".preview")).to_have_count(0)


async def test_the_place_is_sent_with_one_tap(tab: Tab, server: Server) -> None:
    await tab.context.grant_permissions(["geolocation"], origin=server.url)
    await tab.context.set_geolocation({"latitude": 37.73, "longitude": 127.05})
    await say(tab.page, "장소")
    await tab.page.get_by_role("button", name="지금 위치 보내기").click()
    await expect(tab.page.locator(".line.me .words").last).to_have_text("위치를 보냈어요.")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert server.mailbox.accepted[-1].kind is Kind.LOCATION


async def test_without_the_place_the_address_can_be_typed(tab: Tab) -> None:
    await say(tab.page, "장소")
    await tab.page.get_by_role("button", name="지금 위치 보내기").click()
    await expect(tab.page.locator("#notice")).to_contain_text("주소나 가까운 가게 이름")
    await tab.page.get_by_role("button", name="주소 직접 쓰기").click()

    assert await tab.page.evaluate("document.activeElement.id") == "text"


async def test_a_hundred_thousand_letters_arrive_whole(tab: Tab, server: Server) -> None:
    words = " ".join(f"{n}번째" for n in range(20_000))
    await tab.page.evaluate("words => { document.getElementById('text').value = words }", words)
    await tab.page.click("#send")
    await expect(tab.page.locator(".sent:not(.hidden)").last).to_have_text("보냄", timeout=15_000)

    assert len(words) > 100_000
    assert "".join(server.mailbox.texts()) == words


async def test_markup_is_shown_as_it_was_typed(tab: Tab) -> None:
    evil = "<img src=x onerror=alert(1)><b>굵게</b>"
    await say(tab.page, evil)
    await expect(tab.page.locator(".line.bot .words").last).to_have_text(f"들었어요: {evil}")

    assert await tab.page.locator(".words img, .words b").count() == 0


async def test_the_title_of_a_hidden_window_says_nothing_of_the_matter(
    tab: Tab, server: Server
) -> None:
    await tab.page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    contact = server.mailbox.accepted[0].contact_key
    server.mailbox.put(contact, Reply("긴급복지가 결정됐어요."), "x", "staff")
    await expect(tab.page.locator(".line.staff")).to_have_count(1)

    assert await tab.page.title() == "새 답변 · 송산1동 행정복지센터"


async def test_the_page_weighs_little_and_asks_nobody_else(
    browser: Browser, server: Server
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    hosts: set[str] = set()
    answers: list[Response] = []
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]))
    page.on("websocket", lambda asked: hosts.add(asked.url.split("/")[2]))
    page.on("response", lambda answer: answers.append(answer))
    await page.goto(server.url)
    await page.wait_for_selector("button.choice")
    weights = [len(await each.body()) for each in answers if each.status == 200]

    assert sum(weights) <= 200_000
    assert hosts == {server.url.removeprefix("http://")}
    await context.close()


async def test_new_lines_are_announced_and_old_ones_are_not(tab: Tab) -> None:
    log = tab.page.locator("#log")
    await expect(log).to_have_attribute("role", "log")
    await expect(log).to_have_attribute("aria-live", "polite")
    assert await tab.page.get_attribute("html", "lang") == "ko"


async def test_while_an_answer_is_awaited_the_page_says_so(tab: Tab, server: Server) -> None:
    server.mailbox.delay_s = 0.6
    await say(tab.page, "잠깐만요")
    await expect(tab.page.locator(".typing")).to_be_visible()
    await expect(tab.page.locator(".line.bot .words").last).to_have_text("들었어요: 잠깐만요")
    await expect(tab.page.locator(".typing")).to_have_count(0)


async def test_a_wrong_clock_of_the_phone_does_not_show(tab: Tab) -> None:
    """The office's clock stands at noon of 23 November in these tests."""
    await say(tab.page, "지금 몇 시예요")
    await expect(tab.page.locator(".line.me .time")).to_have_text("오후 12:00")
    await expect(tab.page.locator(".day")).to_have_count(1)
