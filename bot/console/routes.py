"""Every route with the right that it needs; a test tries each with each role and with a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console import (
    account_page,
    around,
    canned_page,
    case_page,
    draft_page,
    files,
    hours_page,
    knowledge_page,
    live,
    missed_page,
    numbers_page,
    office_page,
    people_page,
    picker,
    posters_page,
    print_page,
    queue_page,
    review_pages,
    search_page,
    second_page,
    sign_in,
    teams_page,
    views_page,
)
from bot.console.case_acts import NAMES, act
from bot.console.guard import Handler
from bot.console.rights import Action
from bot.console.transfer_acts import TRANSFERS, transfer

ENTRY = r"{entry:[a-z0-9][a-z0-9-]{1,39}}"
DRAFT = r"/knowledge/draft/{id:\d{1,9}}"
NUMBER = r"{number:W-\d{4}-\d{4,9}}"


@dataclass(frozen=True, slots=True)
class Route:
    """One address below /staff."""

    method: str
    path: str
    action: Action
    handler: Handler
    #: Refreshes an open page by itself: does not move the idle clock.
    quiet: bool = False


ROUTES: tuple[Route, ...] = (
    Route("GET", "/sign-in", Action.ENTER, sign_in.show),
    Route("POST", "/sign-in", Action.ENTER, sign_in.sign_in),
    Route("POST", "/sign-in/second", Action.ENTER, second_page.check),
    Route("GET", "/link/{token}", Action.ENTER, sign_in.show_link),
    Route("POST", "/link/{token}", Action.ENTER, sign_in.use_link),
    Route("GET", "/password", Action.OWN, sign_in.show_password),
    Route("POST", "/password", Action.OWN, sign_in.set_password),
    Route("GET", "/account", Action.OWN, account_page.show),
    Route("POST", r"/account/sessions/{id:\d{1,9}}/end", Action.OWN, account_page.end_session),
    Route("POST", "/account/sessions/end", Action.OWN, account_page.end_others),
    Route("POST", "/account/second", Action.OWN, account_page.begin_second),
    Route("POST", "/account/second/confirm", Action.OWN, account_page.confirm_second),
    Route("POST", "/account/second/off", Action.OWN, account_page.end_second),
    Route("POST", "/sign-out", Action.OWN, sign_in.sign_out),
    Route("GET", "/here", Action.OWN, sign_in.here, quiet=True),
    Route("POST", "/duty", Action.OWN, people_page.own_duty),
    Route("GET", "/live", Action.SEE_CASES, live.stream, quiet=True),
    Route("GET", "/live/queue", Action.SEE_CASES, queue_page.piece, quiet=True),
    Route("GET", f"/live/case/{NUMBER}", Action.SEE_CASES, case_page.piece, quiet=True),
    Route("GET", f"/live/case/{NUMBER}/who", Action.SEE_CASES, around.who_is_here, quiet=True),
    Route("GET", "/", Action.SEE_CASES, queue_page.show),
    Route("POST", "/next", Action.WORK, queue_page.take_next),
    Route("GET", "/search", Action.SEE_CASES, search_page.show),
    Route("POST", "/search", Action.SEE_CASES, search_page.ask),
    Route("POST", "/views", Action.SEE_CASES, views_page.save),
    Route("POST", r"/views/{id:\d{1,9}}/drop", Action.SEE_CASES, views_page.drop),
    Route("GET", f"/case/{NUMBER}", Action.SEE_CASES, case_page.show),
    Route("POST", f"/case/{NUMBER}/reveal/{{field:[a-z_]+}}", Action.REVEAL, case_page.reveal),
    Route(
        "GET", f"/case/{NUMBER}/photo/{{photo:[0-9a-f]+}}", Action.SEE_CASES, case_page.photo_file
    ),
    Route("POST", f"/case/{NUMBER}/photo/{{photo:[0-9a-f]+}}", Action.REVEAL, case_page.open_photo),
    *(Route("POST", f"/case/{NUMBER}/{name}", Action.WORK, transfer(name)) for name in TRANSFERS),
    *(Route("POST", f"/case/{NUMBER}/{name}", Action.WORK, act(name)) for name in NAMES),
    Route("POST", f"/case/{NUMBER}/file", Action.WORK, files.choose),
    Route("POST", f"/case/{NUMBER}/file-away", Action.WORK, files.take_away),
    Route("GET", f"/case/{NUMBER}/answers", Action.WORK, picker.show),
    Route("GET", f"/case/{NUMBER}/print/{{sheet:[a-z-]+}}", Action.SEE_CASES, print_page.show),
    Route("POST", f"/case/{NUMBER}/print/{{sheet:[a-z-]+}}", Action.REVEAL, print_page.open_all),
    Route("GET", "/canned", Action.SEE_CANNED, canned_page.show),
    Route("POST", "/canned", Action.EDIT_CANNED, canned_page.add),
    Route("POST", r"/canned/{id:\d{1,9}}", Action.EDIT_CANNED, canned_page.change),
    Route("POST", r"/canned/{id:\d{1,9}}/retire", Action.EDIT_CANNED, canned_page.retire),
    Route("POST", r"/canned/{id:\d{1,9}}/used", Action.WORK, canned_page.used),
    Route("GET", "/knowledge", Action.SEE_KNOWLEDGE, knowledge_page.show),
    Route("POST", "/knowledge", Action.EDIT_KNOWLEDGE, knowledge_page.begin_new),
    Route("GET", f"/knowledge/entry/{ENTRY}", Action.SEE_KNOWLEDGE, knowledge_page.show_entry),
    Route("POST", f"/knowledge/entry/{ENTRY}", Action.EDIT_KNOWLEDGE, knowledge_page.begin),
    Route(
        "POST",
        f"/knowledge/entry/{ENTRY}/back",
        Action.REVIEW_KNOWLEDGE,
        knowledge_page.take_back,
    ),
    Route(
        "POST",
        r"/knowledge/version/{id:\d{1,9}}/back",
        Action.REVIEW_KNOWLEDGE,
        knowledge_page.bring_back,
    ),
    Route("GET", DRAFT, Action.SEE_KNOWLEDGE, draft_page.show),
    Route("GET", f"{DRAFT}/trial", Action.SEE_KNOWLEDGE, draft_page.piece, quiet=True),
    Route("POST", DRAFT, Action.EDIT_KNOWLEDGE, draft_page.write),
    Route("POST", f"{DRAFT}/reopen", Action.EDIT_KNOWLEDGE, draft_page.reopen),
    Route("POST", f"{DRAFT}/drop", Action.EDIT_KNOWLEDGE, draft_page.drop),
    Route("POST", f"{DRAFT}/again", Action.REVIEW_KNOWLEDGE, draft_page.try_again),
    Route("POST", f"{DRAFT}/review", Action.REVIEW_KNOWLEDGE, draft_page.review),
    Route("GET", "/knowledge/missed", Action.SEE_KNOWLEDGE, missed_page.show),
    Route("POST", "/knowledge/missed", Action.EDIT_KNOWLEDGE, missed_page.settle),
    Route("GET", "/hours", Action.SEE_HOURS, hours_page.show),
    Route("POST", "/hours/day", Action.SET_HOURS, hours_page.set_day),
    Route("POST", "/hours/lunch", Action.SET_HOURS, hours_page.set_lunch),
    Route("GET", "/office", Action.SET_OFFICE, office_page.show),
    Route("POST", "/office/duty", Action.SET_OFFICE, office_page.set_duty),
    Route("POST", "/office/targets", Action.SET_OFFICE, office_page.set_targets),
    Route("POST", "/office/outcomes", Action.SET_OFFICE, office_page.set_outcomes),
    Route("POST", "/office/second", Action.SET_OFFICE, office_page.set_second),
    Route("GET", "/office/contacts", Action.SET_OFFICE, office_page.show_contacts),
    Route(
        "POST", "/office/contacts/{contact:[a-z0-9_-]+}", Action.SET_OFFICE, office_page.set_contact
    ),
    Route("GET", "/people", Action.PEOPLE, people_page.show),
    Route("POST", "/people", Action.PEOPLE, people_page.add),
    Route("POST", r"/people/{id:\d{1,9}}/link", Action.PEOPLE, people_page.new_link),
    Route("POST", r"/people/{id:\d{1,9}}/duty", Action.PEOPLE, people_page.duty),
    Route("POST", r"/people/{id:\d{1,9}}/disable", Action.PEOPLE, people_page.disable),
    Route("POST", r"/people/{id:\d{1,9}}/sessions/end", Action.PEOPLE, people_page.end_sessions),
    Route("POST", r"/people/{id:\d{1,9}}/second/off", Action.PEOPLE, people_page.reset_second),
    Route("POST", r"/people/{id:\d{1,9}}/capacity", Action.PEOPLE, people_page.capacity),
    Route("GET", "/teams", Action.PEOPLE, teams_page.show),
    Route("POST", "/teams", Action.PEOPLE, teams_page.add),
    Route("POST", r"/teams/{id:\d{1,9}}", Action.PEOPLE, teams_page.set_members),
    Route("POST", r"/teams/{id:\d{1,9}}/end", Action.PEOPLE, teams_page.end),
    Route("GET", "/posters", Action.OWN, posters_page.show),
    Route("GET", "/posters/sheet", Action.OWN, posters_page.sheet),
    Route("POST", "/posters", Action.SET_POSTERS, posters_page.add),
    Route("POST", "/posters/{code:[a-z0-9]+}/drop", Action.SET_POSTERS, posters_page.drop),
    Route("GET", "/numbers", Action.SEE_NUMBERS, numbers_page.show),
    Route("POST", "/numbers/export", Action.EXPORT_NUMBERS, numbers_page.export),
    Route("GET", "/audit", Action.AUDIT, review_pages.show_audit),
    Route("POST", "/audit/verify", Action.AUDIT, review_pages.verify_audit),
    Route("GET", "/danger", Action.SEE_DANGER, review_pages.show_danger),
    Route("POST", r"/danger/{id:\d{1,9}}", Action.JUDGE_DANGER, review_pages.judge),
)
