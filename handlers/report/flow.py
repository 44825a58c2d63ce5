"""The report of a household in crisis: free words first, then only what is missing (R1-R7)."""

from __future__ import annotations

from handlers.answers import (
    read_words,
)
from handlers.consent import consents
from handlers.context import Context
from handlers.effects import Effect
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Back, Choice, Done, Flow, Say
from handlers.menu import CALLBACK, HOME, PERSON, REQUESTS, next_opening
from handlers.messages import Reply, Style, Wants
from handlers.report.address import read_address, told_with_place
from handlers.report.danger_answer import danger_ask
from handlers.report.kinship import of_kin
from handlers.report.pauses import paused
from handlers.report.reach import Voice, reach
from handlers.report.relation import relation_ask
from handlers.report.rules import Story, acute, elsewhere, place_of, priority_of, read_story
from handlers.report.seen import spoken_signs
from handlers.report.signs import OFFERED_SIGNS, is_abuse, read_signs, told_as_signs
from handlers.report.summary import summary
from handlers.report.told_only import told_only
from handlers.report.wish import is_wished, with_wish
from storage.records.ticket import Priority, TicketKind


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
        beside=lambda words, answered: _wish(voice, words) if answered else {},
    )
    story = read_story(str(text))
    redo = given.get("redo")
    known = not voice.self_report and acute(str(text)) and "danger_now" not in given
    danger = "yes" if known else (yield danger_ask(given, context, voice.key))
    # the card that stood above an acute first word named the numbers
    if danger != "no" and not (known and "ticket" in given):
        yield Say((Reply(say(f"{voice.key}.call_now"), style=Style.DANGER),))
    place: object = "" if redo == "place" or "place" in given else place_of(given, story)
    if not place:
        choices = (Choice("unknown", say("report.place_unknown")),) if voice.self_report else ()
        place = yield Ask(
            "place",
            (say(f"{voice.key}.place"),),
            choices,
            lambda inbound: read_address(given, inbound),
            Wants.LOCATION,
            beside=lambda words, answered: told_with_place(given, words, answered=answered),
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
            beside=lambda words, answered: told_as_signs(given, words) if answered else {},
        )
    relation: object = "self"
    if not voice.self_report:
        asked = redo == "relation" or "relation" in given
        relation = "mandated" if story.occupation and not asked else None
        if relation is None and not asked and of_kin(str(text)):
            relation = "family"
        relation = relation or (yield relation_ask(given, context))
        if relation == "mandated":
            abuse = is_abuse(signs, f"{text}\n{given.get('told_more', '')}")
            yield Say((Reply(say("report.mandated_abuse" if abuse else "report.mandated_thanks")),))
    phone = yield from reach(given, context, voice, story)
    shown = summary(
        given,
        context,
        (str(text), str(place), signs, danger, phone),
        wished=_wished(voice, given),
        key=voice.key,
    )
    sent = yield Ask("review", shown, _review(context, voice), several=False)
    if sent == "edit":
        what = yield Ask("edit", (say("report.edit_what"),), _editable(context, voice))
        also = ("consent", "abroad", "phone") if what == "reach" else ()
        yield Back(
            ("review", "edit", str(what), *also),
            {"redo": what, "was": str(place), "signs_were": signs},
        )
    if sent == "more":
        more = yield Ask(
            "more",
            (say("report.more"),),
            read=read_words,
            wants=Wants.PHOTO,
            photo_alone=True,
            beside=lambda words, answered: _wish(voice, words) if answered else {},
        )
        told = "\n".join(filter(None, (str(given.get("told_more", "")), str(more))))
        yield Back(("review", "more"), {"told_more": told})
    return _done(given, context, voice, (str(text), story, danger, place, signs, relation, phone))


def _wish(voice: Voice, words: str) -> dict[str, object]:
    return {} if voice.self_report else with_wish({}, words)


def _wished(voice: Voice, given: Answers) -> bool:
    return not voice.self_report and is_wished(given)


def _review(context: Context, voice: Voice) -> tuple[Choice, ...]:
    say = context.words
    return (
        Choice(
            "send",
            say(f"{voice.key}.send"),
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
        "story": told_only(text),
        "place": str(place),
        "signs": spoken_signs(context, signs, f"{text}\n{given.get('told_more', '')}"),
        "danger_now": str(danger),
        "relation": str(relation),
        "occupation": story.occupation,
        "who": ", ".join(story.who),
        "since": story.since,
        "phone": phone,
        "phones_in_story": ", ".join(story.phones),
        "more": told_only(str(given.get("told_more", ""))),
        "wish": context.words("report.wish_unnamed") if _wished(voice, given) else "",
    }
    number, filed = file_ticket(given, context, TicketKind.REPORT, priority, fields, reasons)
    effects: tuple[Effect, ...] = (filed,)
    if phone:
        effects += consents(context, "report_contact", number)
    return Done(
        receipt(
            context,
            voice,
            number,
            _urgency(voice, priority, reasons, danger),
            reachable=bool(phone),
        ),
        effects,
        (REQUESTS, CALLBACK if voice.self_report else PERSON, HOME),
    )


def _urgency(voice: Voice, priority: Priority, reasons: tuple[str, ...], danger: object) -> str:
    """Return the key of a word on urgency; nobody who saw no danger is told of any without the reason."""
    if priority < Priority.URGENT:
        return ""
    if danger != "no":
        return f"{voice.key}.urgent_now"
    silent = "silent_and_signs" in reasons and not voice.self_report
    return "report.urgent_silent" if silent else ""


def receipt(
    context: Context, voice: Voice, number: str, urgent: str, *, reachable: bool
) -> tuple[Reply, ...]:
    """Say the number, what happens next and by when; outside hours the exact opening (R7, H5)."""
    say = context.words
    bubbles = [Reply(say(f"{voice.key}.receipt", number=number), style=Style.RECEIPT)]
    if urgent and context.open_now:
        bubbles.append(Reply(say(urgent), style=Style.DANGER))
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
