"""Mail as a channel: each bubble is one mail, handed to the office's mail server; none is received."""

from __future__ import annotations

import ipaddress
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

import aiosmtplib

from bot.channels.channel import MAIL, Delivery, SendError
from bot.clock import Clock
from bot.mail_digest import WORDS
from bot.settings import Settings
from handlers.hours import seoul

#: One step of the talk with the server; all of them stay below the delivery loop's own limit.
STEP_S = 8.0
#: Answers below this ask to be tried again (RFC 5321, 4.2.1).
FOR_GOOD = 500


class MailChannel:
    """Sends over one mail server, with a connection for each mail: there is one mail a day."""

    name = MAIL

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        # named here, or the name of this machine would be asked for and told to the server
        self._own_name = _helo(urlsplit(settings["PUBLIC_URL"]).hostname or "localhost")

    async def send(self, delivery: Delivery) -> str:
        """
        Hand one mail to the server; return its Message-ID.

        The id is that of the row, so that a mail sent again after a lost answer can be known for
        the same one. What servers say may hold addresses: a fault tells a step and a number only.
        """
        mail = self._mail(delivery)
        security = self._settings["SMTP_SECURITY"]
        smtp = aiosmtplib.SMTP(
            hostname=self._settings["SMTP_HOST"], port=int(self._settings["SMTP_PORT"]), timeout=STEP_S,
            use_tls=security == "tls", start_tls=security == "starttls",
            tls_context=None if security == "none" else ssl.create_default_context(),
            local_hostname=self._own_name,
        )  # fmt: skip
        step = "connect"
        try:
            await smtp.connect()
            if self._settings["SMTP_USER"]:
                step = "sign in"
                await smtp.login(self._settings["SMTP_USER"], self._settings["SMTP_PASSWORD"])
            step = "sender"
            await smtp.mail(self._settings["SMTP_FROM"])
            step = "reader"
            await smtp.rcpt(delivery.contact_key)
            step = "text"
            await smtp.data(mail.as_bytes())
            step = "end"
            with suppress(aiosmtplib.SMTPException, OSError):
                await smtp.quit()
        except (aiosmtplib.SMTPException, OSError) as fault:
            raise _send_error(step, fault) from None
        finally:
            smtp.close()
        return str(mail["Message-ID"])

    async def fetch(self, reference: str) -> bytes:
        """Nothing is received by mail."""
        raise SendError(f"no file of {len(reference)} letters comes by mail", permanent=True)

    def _mail(self, delivery: Delivery) -> EmailMessage:
        subject, _, body = delivery.reply.text.partition("\n")
        sender = self._settings["SMTP_FROM"]
        mail = EmailMessage()
        mail["Subject"] = (WORDS["again"] if delivery.repeated else "") + subject
        mail["From"] = sender
        mail["To"] = delivery.contact_key
        mail["Date"] = format_datetime(seoul(self._clock()))
        row = f"{self._settings['OFFICE_KEY']}.{delivery.outbox_id}"
        mail["Message-ID"] = f"<digest.{row}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(body)
        return mail


def _send_error(step: str, fault: Exception) -> SendError:
    code = getattr(fault, "code", None)
    if code is not None:
        return SendError(f"{step}: {code}", permanent=code >= FOR_GOOD)
    kind = type(fault).__name__
    cause = fault.__cause__
    if isinstance(fault, ssl.SSLError) or isinstance(cause, ssl.SSLError):
        return SendError(f"{step}: the server cannot be trusted ({kind})", permanent=True)
    if isinstance(fault, (aiosmtplib.SMTPTimeoutError, ConnectionError, TimeoutError, OSError)):
        # only after the text was given may it have been taken
        return SendError(f"{step}: {kind}", in_doubt=step == "text")
    # what is left is what the server cannot do: no TLS, no way to sign in that we know
    return SendError(f"{step}: {kind}, encryption or sign-in is not offered", permanent=True)


def _helo(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return f"[{address}]" if address.version == 4 else f"[IPv6:{address}]"
