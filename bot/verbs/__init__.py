"""One module for each verb of `python -m bot`; each has `add_parser(commands)`."""

from bot.verbs import (
    backup,
    breach,
    cases,
    chat,
    doctor,
    faq,
    keys,
    serve,
    settings,
    staff,
    understand,
)

ALL = (serve, chat, understand, faq, cases, staff, settings, doctor, backup, keys, breach)
