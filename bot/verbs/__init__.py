"""One module for each verb of `python -m bot`; each has `add_parser(commands)` and is imported only when asked for."""

NAMES = (
    "serve", "chat", "understand", "faq", "cases", "staff", "settings", "doctor", "backup", "keys", "breach",
)  # fmt: skip
