"""A mail server of our own, over real sockets: STARTTLS, sign-in, and the faults that a test asks for."""

from __future__ import annotations

import asyncio
import base64
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot import clock


@dataclass
class MailServer:
    """What it takes, what it heard, and how it answers."""

    port: int
    tls: ssl.SSLContext | None = None
    account: tuple[str, str] = ("office", "right")
    #: Command -> answer that it gives instead of its own; "" breaks the line.
    answers: dict[str, str] = field(default_factory=dict)
    #: (sender, reader, mail) of each that it took.
    taken: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    #: Commands, each with whether the line was encrypted.
    heard: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails alone."""
        return [mail for _sender, _reader, mail in self.taken]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk with one client."""
        with suppress(ConnectionError, ssl.SSLError, asyncio.IncompleteReadError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ready\r\n")
        sender = to = ""
        while line := (await reader.readline()).decode().strip():
            command = line.split()[0].upper()
            encrypted = writer.get_extra_info("sslcontext") is not None
            self.heard.append((command, encrypted))
            sender = line.partition("<")[2].partition(">")[0] if command == "MAIL" else sender
            to = line.partition("<")[2].partition(">")[0] if command == "RCPT" else to
            answer = self.answers.get(command)
            if command == "DATA" and answer is None:
                writer.write(b"354 go on\r\n")
                raw = (await reader.readuntil(b"\r\n.\r\n"))[:-5].replace(b"\r\n..", b"\r\n.")
                mail = message_from_bytes(raw, policy=policy.default)
                self.taken.append((sender, to, mail))
                answer = self.answers.get("END")
            answer = self._own(command, line) if answer is None else answer
            if not answer:
                return
            writer.write(answer.encode() + b"\r\n")
            if command == "STARTTLS" and answer[0] == "2":
                assert self.tls is not None
                await writer.start_tls(self.tls)

    def _own(self, command: str, line: str) -> str:
        if command == "EHLO":
            offers = ["AUTH PLAIN", *(["STARTTLS"] if self.tls else [])]
            return "\r\n".join(["250-mail.example", *(f"250-{o}" for o in offers), "250 8BITMIME"])
        if command == "AUTH":
            given = base64.b64decode(line.split()[2]).decode().split("\0")[1:]
            return "235 welcome" if tuple(given) == self.account else "535 no, office@example.org"
        return {"STARTTLS": "220 go on", "QUIT": "221 bye"}.get(command, "250 ok")


@asynccontextmanager
async def listening(server: MailServer) -> AsyncIterator[MailServer]:
    """Let it answer at its port."""
    async with await asyncio.start_server(server.serve, "127.0.0.1", server.port):
        yield server


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for 127.0.0.1; return what a server needs and what a client must trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    begin = clock.now() - timedelta(days=1)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=10))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted = folder / "mail.crt"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    both = folder / "mail.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both.write_bytes(private + trusted.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, trusted
