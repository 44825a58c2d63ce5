"""The report of a household in crisis: free words first, then only what is missing (R1-R7)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from handlers.answers import (
    DONT_KNOW,
    NO_NUMBER,
    YES_NO,
    read_number_at_once,
    read_phone,
    read_place,
    read_words,
)
from handlers.consent import consented, consents
from handlers.context import Context
from handlers.effects import Effect
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Back, Choice, Done, Flow, NotUnderstood, Say, Step
from handlers.menu import CALLBACK, HOME, PERSON, REQUESTS, next_opening
from handlers.messages import Inbound, Reply, Style, Wants
from handlers.report.beside import told_behind, told_beside
from handlers.report.pauses import paused
from handlers.report.relation import relation_ask
from handlers.report.rules import Story, acute, elsewhere, place_of, priority_of, read_story
from storage.records.ticket import Priority, TicketKind

#: Offered as buttons; every other sign is read out of the words (U3: at most five choices).
OFFERED_SIGNS = ("unseen", "mail", "hunger", "cut_off", "ill")
LEAVES_PHONE = (
    "네",
    "예",
    "응",
    "남길게요",
    "남깁니다",
    "알려줄게요",
    "전화주세요",
    "전화해주세요",
    "ㅇㅇ",
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose household it is: words keys begin with `report` or `help`."""

    key: str
    self_report: bool


def report(given: Answers, context: Context) -> Flow:
    """A neighbour's household."""
    flow = household(given, context, Voice("report", self_report=False))
    return (yield from paused(flow, given, context))


def help_me(given: Answers, context: Context) -> Flow:
    """One's own household."""
    return (yield from household(given, context, Voice("help", self_report=True)))


def household(given: Answers, context: Context, voice: Voice) -> Flow:
    """Story, danger, place, signs, reach, review; each is skipped when the story told it."""
    say = context.words
    text = yield Ask(
        "story",
        (say(f"{voice.key}.story"), say("report.kept_as_you_go")),
        read=read_words,
        wants=Wants.PHOTO,
        note=say("report.emergency_note"),
    )
    story = read_story(str(text))
    redo = given.get("redo")
    known = not voice.self_report and acute(str(text)) and "danger_now" not in given
    danger = "yes" if known else (yield _danger_now(given, context, voice))
    # the card that stood above an acute first word named the numbers
    if danger != "no" and not (known and "ticket" in given):
        yield Say((Reply(say(f"{voice.key}.call_now"), style=Style.DANGER),))
    place: object = "" if redo == "place" or "place" in given else place_of(given, story)
    if not place:
        choices = (Choice("unknown", say("report.place_unknown")),) if voice.self_report else ()
        place = yield Ask(
            "place", (say(f"{voice.key}.place"),), choices, read_place, Wants.LOCATION
        )
    if elsewhere(str(place), context.office.areas):
        yield Say((Reply(say("report.outside_area")),))
    signs: object = [] if redo == "signs" or "signs" in given else list(story.signs)
    if not signs:
        signs = yield Ask(
            "signs",
            (say(f"{voice.key}.signs"),),
            tuple(Choice(code, say(f"report.sign.{code}")) for code in OFFERED_SIGNS),
            read_signs,
            several=True,
        )
    relation: object = "self"
    if not voice.self_report:
        asked = redo == "relation" or "relation" in given
        relation = "mandated" if story.occupation and not asked else None
        relation = relation or (yield relation_ask(given, context))
        if relation == "mandated":
            yield Say((Reply(say("report.mandated_thanks")),))
    phone = yield from reach(given, context, voice, story)
    summary = _summary(context, str(text), str(place), signs, danger, phone)
    sent = yield Ask("review", summary, _review(context), several=False)
    if sent == "edit":
        what = yield Ask("edit", (say("report.edit_what"),), _editable(context, voice))
        also = ("consent", "abroad", "phone") if what == "reach" else ()
        yield Back(("review", "edit", str(what), *also), {"redo": what, "was": str(place)})
    if sent == "more":
        more = yield Ask(
            "more", (say("report.more"),), read=read_words, wants=Wants.PHOTO, photo_alone=True
        )
        told = "\n".join(filter(None, (str(given.get("told_more", "")), str(more))))
        yield Back(("review", "more"), {"told_more": told})
    return _done(given, context, voice, (str(text), story, danger, place, signs, relation, phone))


def reach(
    given: Answers, context: Context, voice: Voice, story: Story
) -> Generator[Step, object, str]:
    """Ask whether and how staff may reach the sender; anonymous is a full answer (R2)."""
    say = context.words
    wanted = yield Ask(
        "reach",
        (say(f"{voice.key}.reach"),),
        (
            Choice("phone", say("report.leave_phone"), LEAVES_PHONE),
            Choice("anonymous", say(f"{voice.key}.no_phone"), NO_NUMBER),
        ),
        read_number_at_once,
    )
    if wanted == "anonymous":
        return ""
    if not (yield from consented(context, "report")):
        yield Say((Reply(say("report.anonymous_fine")),))
        return ""
    # a number in a neighbour's story may be the household's own: only one's own is taken for it
    if voice.self_report and story.phones and given.get("redo") != "reach" and "phone" not in given:
        return story.phones[0]
    if wanted != "phone":
        return str(wanted)
    none = Choice("none", say(f"{voice.key}.no_phone"), NO_NUMBER)
    phone = yield Ask("phone", (say("ask.phone"),), (none,), read_phone, Wants.PHONE)
    return "" if phone == "none" else str(phone)


def _danger_now(given: Answers, context: Context, voice: Voice) -> Ask:
    say = context.words
    return Ask(
        "danger_now",
        (say(f"{voice.key}.danger_now"),),
        (*YES_NO, DONT_KNOW),
        beside=lambda words, answered: (told_behind if answered else told_beside)(given, words),
    )


def read_signs(inbound: Inbound) -> object:
    """Read signs out of words; what no list knows is kept as it was said."""
    text = inbound.text.strip()
    if not text:
        raise NotUnderstood("ask.words_missing")
    found = read_story(text).signs
    return list(found) or [f"other: {text[:200]}"]


def _review(context: Context) -> tuple[Choice, ...]:
    say = context.words
    return (
        Choice(
            "send",
            say("report.send"),
            (
                "보내기",
                "보내주세요",
                "네",
                "예",
                "응",
                "전송",
                "확인",
                "확인했어요",
                "맞아요",
                "맞습니다",
                "보낼게요",
                "ok",
            ),
        ),
        Choice("edit", say("report.edit"), ("고치기", "수정", "틀렸어요", "아니요", "고칠게요")),
        Choice("more", say("report.add_more"), ("더적기", "추가", "더있어요")),
    )


def _editable(context: Context, voice: Voice) -> tuple[Choice, ...]:
    say = context.words
    names = ["story", "place", "signs", "reach"] + ([] if voice.self_report else ["relation"])
    return tuple(Choice(name, say(f"report.part.{name}")) for name in names)


def _summary(
    context: Context, text: str, place: str, signs: object, danger: object, phone: str
) -> tuple[str, ...]:
    say = context.words
    return (
        say(
            "report.summary",
            story=text if len(text) <= 60 else text[:60] + "…",
            place=say("report.place_unknown") if place == "unknown" else place,
            signs=spoken_signs(context, signs),
            danger=say(f"report.danger.{danger}"),
            phone=mask_phone(phone) or say("report.anonymous"),
        ),
        say("report.review"),
    )


def mask_phone(phone: str) -> str:
    """Show a number so that its owner knows it: 010-****-5678."""
    return phone and f"{phone.split('-')[0]}-****-{phone[-4:]}"


def spoken_signs(context: Context, signs: object) -> str:
    """Say sign codes in words, and what no list knows as it was said."""
    codes = signs if isinstance(signs, list) else []
    return ", ".join(
        str(c).removeprefix("other: ")
        if str(c).startswith("other: ")
        else context.words(f"report.sign.{c}")
        for c in codes
    )


def _done(
    given: Answers,
    context: Context,
    voice: Voice,
    told: tuple[str, Story, object, object, object, object, str],
) -> Done:
    text, story, danger, place, signs, relation, phone = told
    codes = [str(code) for code in signs] if isinstance(signs, list) else []
    plain = [code for code in codes if not code.startswith("other: ")]
    priority, reasons = priority_of(str(danger), plain, story)
    if voice.self_report and priority is Priority.NORMAL:
        priority = Priority.TODAY
    fields = {
        "about": "self" if voice.self_report else "neighbour",
        "story": text,
        "place": str(place),
        "signs": spoken_signs(context, signs),
        "danger_now": str(danger),
        "relation": str(relation),
        "occupation": story.occupation,
        "who": ", ".join(story.who),
        "since": story.since,
        "phone": phone,
        "phones_in_story": ", ".join(story.phones),
        "more": str(given.get("told_more", "")),
    }
    number, filed = file_ticket(given, context, TicketKind.REPORT, priority, fields, reasons)
    effects: tuple[Effect, ...] = (filed,)
    if phone:
        effects += consents(context, "report_contact", number)
    return Done(
        receipt(context, voice, number, priority, reachable=bool(phone)),
        effects,
        (REQUESTS, CALLBACK if voice.self_report else PERSON, HOME),
    )


def receipt(
    context: Context, voice: Voice, number: str, priority: Priority, *, reachable: bool
) -> tuple[Reply, ...]:
    """Say the number, what happens next and by when; outside hours the exact opening (R7, H5)."""
    say = context.words
    bubbles = [Reply(say(f"{voice.key}.receipt", number=number), style=Style.RECEIPT)]
    if priority >= Priority.URGENT and context.open_now:
        bubbles.append(Reply(say(f"{voice.key}.urgent_now"), style=Style.DANGER))
    if context.attended:
        bubbles.append(Reply(say("report.next_open")))
    else:
        key = "report.next_no_duty" if context.open_now else "report.next_closed"
        bubbles.append(Reply(say(key, next=next_opening(context))))
        bubbles.append(Reply(say("report.night_numbers"), style=Style.DANGER))
    if context.office.reward and not voice.self_report:
        bubbles.append(Reply(context.office.reward))
    bubbles.append(Reply(say("report.follow" if reachable else "report.follow_here")))
    return tuple(bubbles)
