"""Strict mode (P9): the talk goes on, on the office's own page, before anything personal is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import OfferPage
from handlers.menu import HOME
from handlers.messages import Button, Conversation, Reply, Tone

#: Payload of the page's address: `/?start=page_<token>`.
PREFIX = "page_"
#: What is offered besides flows: a live talk with a person.
TALK = "consult"


def offer(
    flow: str, conversation: Conversation, context: Context, given: Mapping[str, object]
) -> Decision:
    """Send a one-time link; nothing is asked here. The office's phone serves who cannot open it."""
    say = context.words
    url = f"{context.office.url}/?start={PREFIX}{context.link_token}"
    buttons = (Button(say("page.open"), tone=Tone.PRIMARY, url=url), HOME)
    replies = (
        Reply(say("page.why")),
        Reply(say("page.link", url=url, phone=context.office.phone), buttons),
    )
    effect = OfferPage(context.link_token, flow, given)
    return Decision(replace(conversation, flow=None), replies, (effect,), "to_page", flow)
