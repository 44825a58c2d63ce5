"""One table of settings: name, kind, default, secret or not, meaning; all faults are told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import faq_data


class SettingsFaulty(Exception):
    """Some settings are wrong; `faults` names every one of them and how to mend it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def _text(value: str) -> str:
    return value


def _port(value: str) -> str:
    if not value.isdecimal() or not 1 <= int(value) <= 65_535:
        raise ValueError("a number from 1 to 65535")
    return value


def _url(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValueError("an address that begins with http:// or https://")
    return value.rstrip("/")


def _https(value: str) -> str:
    if value and not value.startswith("https://") and not urlsplit(value).hostname == "127.0.0.1":
        raise ValueError("an https:// address (Telegram calls no other)")
    return _url(value)


def _choice(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return value

    return read


def _chat_id(value: str) -> str:
    if value and not value.removeprefix("-").isdecimal():
        raise ValueError("the number of a chat, as getUpdates shows it (-100...)")
    return value


def _addresses(value: str) -> str:
    for each in filter(None, value.split(",")):
        try:
            ip_address(each.strip())
        except ValueError:
            raise ValueError("IP addresses with commas between them") from None
    return value


def _count(value: str) -> str:
    if not value.isdecimal() or int(value) > 10_000:
        raise ValueError("a number from 0 to 10000")
    return value


def _host(value: str) -> str:
    if value and (not value.isascii() or not _HOST.fullmatch(value)):
        raise ValueError("the bare name or address of a host")
    return value


def _mail_addresses(value: str) -> str:
    found = [one.strip() for one in value.split(",")]
    if value and not all(_MAIL.fullmatch(one) for one in found):
        raise ValueError("mail addresses (name@host) with commas between them")
    return ",".join(dict.fromkeys(found))


def _mail_address(value: str) -> str:
    if value and not _MAIL.fullmatch(value):
        raise ValueError("a mail address (name@host)")
    return value


def _time_of_day(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise ValueError("a time of day as 08:50")
    return value


def _secret_header(value: str) -> str:
    if value and (not value.replace("_", "a").replace("-", "a").isalnum() or len(value) > 256):
        raise ValueError("1 to 256 letters, digits, _ or -")
    return value


_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]*[A-Za-z0-9]")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    default: str
    read: Callable[[str], str]
    meaning: str
    secret: bool = False


#: Name of the key file, and of the credential that may stand in its place.
KEYS = "keys.json"
TABLE = (
    Setting("DATA_DIR", "data", _text, "folder of the database and the key file"),
    Setting("KEY_FILE", "", _text, "the key file; empty: the credential keys.json of systemd, else DATA_DIR/keys.json"),
    Setting("HOST", "127.0.0.1", _text, "address to listen on; anything but loopback needs TLS in front"),
    Setting("PORT", "8080", _port, "port to listen on"),
    Setting("TRUSTED_PROXIES", "127.0.0.1,::1", _addresses, "addresses of the proxy in front, with commas; its X-Forwarded-For is believed"),
    Setting("PUBLIC_URL", "", _url, "address under which residents and staff reach the page"),
    Setting("OFFICE_KEY", "songsan1", _text, "short name of the office in the database"),
    Setting("OFFICE_NAME", "송산1동 행정복지센터", _text, "name of the office as residents read it"),
    Setting("OFFICE_PHONE", "동 대표전화", _text, "phone of the office (P: set it before going live)"),
    Setting("OFFICE_ADDRESS", "동 행정복지센터", _text, "address of the office"),
    Setting("OFFICE_AREAS", "", _text, "areas it serves, with commas; empty: not checked"),
    Setting("OFFICE_REWARD", "", _text, "what the office says of rewards for reports; empty says nothing"),
    Setting("ON_CALL_PHONE", "", _text, "phone that is answered outside hours, if there is one"),
    Setting("FAQ_DIR", "", _text, "folder of the knowledge; empty: the one that came with the service"),
    Setting("LEARNED_DIR", "", _text, "folder of what the models learned; empty: learned in DATA_DIR"),
    Setting("BACKUP_DIR", "", _text, "folder of the backups; empty: DATA_DIR/backups; better another disk"),
    Setting("BACKUP_KEEP", "14", _count, "newest nightly backups kept; 0: none is made at night"),
    Setting("LOG_LEVEL", "info", _choice("debug", "info", "warning", "error"), "how much is logged"),
    Setting("LOG_FORMAT", "text", _choice("text", "json"), "how log lines look"),
    Setting("TELEGRAM_BOT_TOKEN", "", _text, "token from BotFather; empty: no Telegram", secret=True),
    Setting("TELEGRAM_BOT_URL", "", _url, "address of the bot (https://t.me/its_name), for posters; empty: not on them"),
    Setting("TELEGRAM_API_URL", "https://api.telegram.org", _url, "Bot API server (files too)"),
    Setting("TELEGRAM_WEBHOOK_URL", "", _https, "public https address for updates; empty: long polling"),
    Setting("TELEGRAM_WEBHOOK_SECRET", "", _secret_header, "secret header of the webhook", secret=True),
    Setting("TELEGRAM_PERSONAL_DATA", "chat", _choice("chat", "form"), "chat: consent in the chat; form: personal fields on the office's page only"),
    Setting("TELEGRAM_STAFF_CHAT_ID", "", _chat_id, "staff group for alerts (number and urgency only); empty: off"),
    Setting("SMTP_HOST", "", _host, "mail server for the morning mail; empty: no mail is sent"),
    Setting("SMTP_PORT", "587", _port, "its port; 465 is usual with SMTP_SECURITY=tls"),
    Setting("SMTP_SECURITY", "starttls", _choice("starttls", "tls", "none"), "starttls or tls: nothing is sent unless encrypted; none: for a server on this machine or in the office, without a password"),
    Setting("SMTP_USER", "", _text, "account at the mail server; empty: no sign-in"),
    Setting("SMTP_PASSWORD", "", _text, "its password", secret=True),
    Setting("SMTP_FROM", "", _mail_address, "sender of the morning mail"),
    Setting("DIGEST_TO", "", _mail_addresses, "who gets the morning mail, with commas"),
    Setting("DIGEST_AT", "08:50", _time_of_day, "when it is sent on days on which the office opens (Korean time)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation; `text` of a secret is never printed."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return the value of a setting."""
        return self.values[name]

    @property
    def data_dir(self) -> Path:
        """Folder of the database and the key file."""
        return Path(self["DATA_DIR"])

    @property
    def faq_dir(self) -> Path:
        """Folder of the knowledge; the one that came with the service unless another is set."""
        return Path(self["FAQ_DIR"] or Path(faq_data.__file__).parent)

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data_dir / "welfare.db"

    @property
    def key_file(self) -> Path:
        """The key file, outside of the database and of its backups."""
        return Path(self["KEY_FILE"] or self.data_dir / KEYS)

    @property
    def backup_dir(self) -> Path:
        """Folder of the sealed copies."""
        return Path(self["BACKUP_DIR"] or self.data_dir / "backups")

    @property
    def proxies(self) -> frozenset[str]:
        """Addresses of the proxy in front."""
        return frozenset(filter(None, (a.strip() for a in self["TRUSTED_PROXIES"].split(","))))

    @property
    def digest_to(self) -> tuple[str, ...]:
        """Who gets the morning mail."""
        return tuple(filter(None, self["DIGEST_TO"].split(",")))

    @property
    def learned_dir(self) -> Path:
        """Folder of what the models learned from the knowledge; it may be emptied at any time."""
        return Path(self["LEARNED_DIR"]) if self["LEARNED_DIR"] else self.data_dir / "learned"

    @property
    def own_knowledge(self) -> Path:
        """Folder of the entries that staff published; written from the database, never by hand."""
        return self.data_dir / "knowledge"

    @property
    def port(self) -> int:
        """Port to listen on."""
        return int(self["PORT"])

    @property
    def url(self) -> str:
        """Address under which the page is reached."""
        return self["PUBLIC_URL"] or f"http://{self['HOST']}:{self['PORT']}"

    def shown(self) -> list[tuple[str, str, str]]:
        """List (name, value, meaning) with secrets masked."""
        rows = []
        for setting in TABLE:
            value = self[setting.name]
            rows.append(
                (setting.name, "***" if setting.secret and value else value, setting.meaning)
            )
        return rows


def read_settings(environ: Mapping[str, str]) -> Settings:
    """
    Read all settings; `NAME_FILE` names a file that holds the value (systemd and Docker secrets).

    Raises SettingsFaulty with every fault.
    """
    values: dict[str, str] = {}
    faults: list[str] = []
    for setting in TABLE:
        try:
            raw = _raw(setting, environ)
            values[setting.name] = setting.read(raw)
        except ValueError as fault:
            faults.append(f"{setting.name} must be {fault}")
        except OSError as fault:
            faults.append(f"{setting.name}_FILE cannot be read: {fault.strerror}")
    values.setdefault("KEY_FILE", "")
    values["KEY_FILE"] = values["KEY_FILE"] or _credential(environ)
    faults += _together(values)
    if faults:
        raise SettingsFaulty(faults)
    return Settings(values)


#: (set, then this must be set too); a faulty one is told of already.
_NEEDS = (
    ("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"),
    ("SMTP_HOST", "SMTP_FROM"),
    ("SMTP_HOST", "DIGEST_TO"),
    ("SMTP_HOST", "PUBLIC_URL"),
    ("DIGEST_TO", "SMTP_HOST"),
    ("SMTP_USER", "SMTP_PASSWORD"),
    ("SMTP_PASSWORD", "SMTP_USER"),
)


def _together(values: Mapping[str, str]) -> Iterator[str]:
    """Tell which settings do not fit each other."""
    for one, other in _NEEDS:
        if values.get(one) and values.get(other) == "":
            yield f"{other} must be set when {one} is"
    if values.get("TELEGRAM_PERSONAL_DATA") == "form" and not values.get("PUBLIC_URL"):
        yield "PUBLIC_URL must be set when TELEGRAM_PERSONAL_DATA is form"
    if values.get("SMTP_SECURITY") == "none" and values.get("SMTP_USER"):
        yield "SMTP_SECURITY must be starttls or tls when SMTP_USER is set: a password is never sent in the clear"


def _credential(environ: Mapping[str, str]) -> str:
    """Return the keys that systemd passes (LoadCredential=keys.json:...), or ''."""
    folder = environ.get("CREDENTIALS_DIRECTORY", "")
    there = Path(folder) / KEYS
    return str(there) if folder and there.is_file() else ""


def _raw(setting: Setting, environ: Mapping[str, str]) -> str:
    file = environ.get(f"{setting.name}_FILE")
    if file:
        return Path(file).read_text("utf-8").strip()
    return environ.get(setting.name, "").strip() or setting.default
