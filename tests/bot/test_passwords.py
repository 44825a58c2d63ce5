"""Passwords of staff are kept in a form that cannot be turned back."""

from __future__ import annotations

from bot.console.passwords import Passwords


async def test_a_password_is_kept_as_argon2id_only() -> None:
    passwords = Passwords()
    hashed = await passwords.hash("긴 문장으로 만든 열쇠 7")

    assert hashed.startswith("$argon2id$")
    assert "m=19456,t=2,p=1" in hashed
    assert await passwords.fits(hashed, "긴 문장으로 만든 열쇠 7")
    assert not await passwords.fits(hashed, "긴 문장으로 만든 열쇠 8")
    assert not await passwords.fits(None, "nobody has this password")
