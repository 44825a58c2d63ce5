"""Settings: one table; every fault at once; secrets from files and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import TABLE, SettingsFaulty, read_settings


def test_without_anything_set_the_service_can_run():
    settings = read_settings({})

    assert settings.url == "http://127.0.0.1:8080"
    assert settings["TELEGRAM_BOT_TOKEN"] == ""


def test_all_faults_are_told_at_once_and_each_says_how_to_mend_it():
    wrong = {
        "PORT": "70000",
        "LOG_LEVEL": "loud",
        "PUBLIC_URL": "office.example",
        "TELEGRAM_WEBHOOK_URL": "http://office.example/hook",
        "TELEGRAM_STAFF_CHAT_ID": "our group",
        "TELEGRAM_API_URL_FILE": "/nowhere/at/all",
    }

    with pytest.raises(SettingsFaulty) as caught:
        read_settings(wrong)

    told = "\n".join(caught.value.faults)
    for name in wrong:
        assert name in told
    assert "1 to 65535" in told
    assert "No such file" in told


@pytest.mark.parametrize("port", ["0", "-1", "65536", "8080.0", "http", " "])
def test_a_port_is_a_number_in_range(port: str):
    if port.strip():
        with pytest.raises(SettingsFaulty):
            read_settings({"PORT": port})
    else:
        assert read_settings({"PORT": port}).port == 8080


def test_a_secret_may_stand_in_a_file_which_wins(tmp_path: Path):
    (tmp_path / "token").write_text("123:from-file\n")

    settings = read_settings(
        {"TELEGRAM_BOT_TOKEN": "123:env", "TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "token")}
    )

    assert settings["TELEGRAM_BOT_TOKEN"] == "123:from-file"


def test_secrets_are_never_shown():
    settings = read_settings({"TELEGRAM_BOT_TOKEN": "123:canary"})

    assert "canary" not in str(settings.shown())


def test_a_webhook_needs_its_secret():
    with pytest.raises(SettingsFaulty, match="TELEGRAM_WEBHOOK_SECRET"):
        read_settings({"TELEGRAM_WEBHOOK_URL": "https://office.example/hook"})


def test_all_that_a_morning_mail_lacks_is_told_at_once():
    with pytest.raises(SettingsFaulty) as caught:
        read_settings(
            {
                "SMTP_HOST": "mail.office.example",
                "SMTP_SECURITY": "none",
                "SMTP_USER": "office",
                "DIGEST_TO": "lead, team@office.example",
                "DIGEST_AT": "9 o'clock",
            }
        )

    assert caught.value.faults == [
        "DIGEST_TO must be mail addresses (name@host) with commas between them",
        "DIGEST_AT must be a time of day as 08:50",
        "SMTP_FROM must be set when SMTP_HOST is",
        "PUBLIC_URL must be set when SMTP_HOST is",
        "SMTP_PASSWORD must be set when SMTP_USER is",
        "SMTP_SECURITY must be starttls or tls when SMTP_USER is set: a password is never sent in the clear",
    ]


@pytest.mark.parametrize("to", ["a@b.example\r\nBcc: c@d.example", "<a@b.example>", "a@", "@b"])
def test_an_address_cannot_bring_lines_or_names_of_its_own(to: str):
    with pytest.raises(SettingsFaulty, match="DIGEST_TO"):
        read_settings({"DIGEST_TO": to})


def test_every_setting_says_what_it_is_for():
    assert [s.name for s in TABLE if not s.meaning] == []
