"""The methods that put something into a chat or change it."""

from __future__ import annotations

from typing import Any

from tests.fake_telegram import entities, markup
from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.params import Params
from tests.fake_telegram.world import Chat, Json, World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
#: A query must be answered within this time.
CALLBACK_S = 15.0


def _words(params: Params, name: str, most: int) -> Json:
    text, found = entities.parse(params.text(name), params.text("parse_mode"))
    text = text.strip()
    if entities.utf16_length(text) > most:
        raise bad_request(
            "message is too long" if name == "text" else "message caption is too long"
        )
    body: Json = {name: text} if text else {}
    if found:
        body["entities" if name == "text" else "caption_entities"] = found
    return body


def _show(chat: Chat, shown: Json | None) -> Json:
    """Change the reply keyboard, or return what stands under the message."""
    if shown is None:
        return {}
    if "inline_keyboard" in shown:
        return {"reply_markup": shown}
    if shown.get("remove_keyboard"):
        chat.keyboard = None
    elif "keyboard" in shown:
        chat.keyboard = shown
    return {}


def send_message(world: World, params: Params) -> Json:
    """Answer sendMessage."""
    chat = world.writable(params.text("chat_id"))
    body = _words(params, "text", LONGEST_TEXT)
    if not body:
        raise bad_request("message text is empty")
    shown = markup.check(params.json("reply_markup"), private=chat.private)
    return world.write(chat, world.bot, body | _show(chat, shown))


def send_photo(world: World, params: Params) -> Json:
    """Answer sendPhoto (upload, attach:// or file id)."""
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    """Answer sendDocument."""
    return _send_file(world, params, "document")


def _send_file(world: World, params: Params, what: str) -> Json:
    chat = world.writable(params.text("chat_id"))
    given = params.text(what)
    content = params.files.get(given.removeprefix("attach://")) or params.files.get(what)
    if content is not None:
        given = world.keep_file(content, f"{what}s", "jpg" if what == "photo" else "bin")
    elif given not in world.files:
        raise bad_request(
            f"there is no {what} in the request" if not given else "wrong file identifier specified"
        )
    body = _words(params, "caption", LONGEST_CAPTION)
    shown = markup.check(params.json("reply_markup"), private=chat.private)
    one = {"file_id": given, "file_unique_id": given[-8:], "file_size": len(world.files[given][1])}
    file: Any = [one | {"width": 800, "height": 600}] if what == "photo" else one
    return world.write(chat, world.bot, {what: file} | body | _show(chat, shown))


def copy_message(world: World, params: Params) -> Json:
    """Answer copyMessage."""
    source = world.chat(params.text("from_chat_id"))
    original = source.messages.get(params.number("message_id"))
    if original is None:
        raise bad_request("message to copy not found")
    chat = world.writable(params.text("chat_id"))
    dropped = ("message_id", "date", "chat", "from", "reply_markup")
    copy = {key: value for key, value in original.items() if key not in dropped}
    return {"message_id": world.write(chat, world.bot, copy)["message_id"]}


def edit_text(world: World, params: Params) -> Json:
    """Answer editMessageText."""
    chat = world.writable(params.text("chat_id"))
    message = world.own(chat, params.number("message_id"), "edit")
    body = _words(params, "text", LONGEST_TEXT)
    if not body:
        raise bad_request("message text is empty")
    shown = markup.check(params.json("reply_markup"), private=chat.private, inline_only=True)
    after = {"text": body["text"], "reply_markup": shown, "entities": body.get("entities")}
    return _change(world, message, after)


def edit_markup(world: World, params: Params) -> Json:
    """Answer editMessageReplyMarkup."""
    chat = world.writable(params.text("chat_id"))
    message = world.own(chat, params.number("message_id"), "edit")
    shown = markup.check(params.json("reply_markup"), private=chat.private, inline_only=True)
    return _change(world, message, {"reply_markup": shown})


def _change(world: World, message: Json, after: Json) -> Json:
    if all(message.get(key) == value for key, value in after.items()):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    for key, value in after.items():
        if value is None:
            message.pop(key, None)
        else:
            message[key] = value
    message["edit_date"] = int(world.now())
    return message


def delete_message(world: World, params: Params) -> bool:
    """Answer deleteMessage (48 hours, own messages or incoming ones of a private chat)."""
    chat = world.writable(params.text("chat_id"))
    number = params.number("message_id")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    own = message["from"] is world.bot
    if (not own and not chat.private) or world.now() - message["date"] > 48 * 3600:
        raise bad_request("message can't be deleted")
    del chat.messages[number]
    chat.deleted.append(number)
    return True


def answer_callback(world: World, params: Params) -> bool:
    """Answer answerCallbackQuery."""
    callback = world.callbacks.get(params.text("callback_query_id"))
    text = params.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if callback is None or callback.answered or world.now() - callback.at > CALLBACK_S:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    callback.answered, callback.text, callback.alert = True, text, params.flag("show_alert")
    return True


def chat_action(world: World, params: Params) -> bool:
    """Answer sendChatAction."""
    world.writable(params.text("chat_id")).actions.append(params.text("action"))
    return True


def set_reaction(world: World, params: Params) -> bool:
    """Answer setMessageReaction."""
    chat = world.writable(params.text("chat_id"))
    number = params.number("message_id")
    if number not in chat.messages:
        raise bad_request("message to react not found")
    chat.reactions[number] = params.json("reaction") or []
    return True
