"""E-mails by a real dialogue with a mail server, and what can be said of their outcome."""

import ssl
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.connectors.mail.post_office import CUT, HANG, PostOffice, opened
from yika.connectors.mail.server import mail_server
from yika.connectors.mail.smtp import Smtp
from yika.domain.messages.provider import Email
from yika.kit.errors import Unavailable, Unknown

REFERENCE = "msg_01kaf0000000000000000000ms"
LETTER = Email(
    to="lin@example.com",
    subject="您的验证码",
    text="您好：\n\n您的验证码是 482913。\n" + "长" * 600 + "\n",
    language="zh-hans",
)


def way(office: PostOffice, now: datetime, *, url: str = "smtp://localhost:{port}?tls=off") -> Smtp:
    return Smtp(
        server=mail_server(url.format(port=office.port)),
        sender="一卡 <no-reply@cards.example>",
        timeout=0.5,
        clock=lambda: now,
    )


def send(one: Smtp, letter: Email = LETTER) -> None:
    one.send(reference=REFERENCE, payload=letter.payload())


def opened_letter(office: PostOffice) -> EmailMessage:
    (content,) = office.letters
    unstuffed = content.replace(b"\r\n..", b"\r\n.").removesuffix(b".\r\n")
    return message_from_bytes(unstuffed, EmailMessage, policy=policy.default)


def plain(letter: EmailMessage) -> str:
    return letter.get_content().replace("\r\n", "\n")


def test_an_email_arrives_as_it_was_written(now: datetime) -> None:
    with opened(PostOffice()) as office:
        send(way(office, now))
    letter = opened_letter(office)
    assert letter["From"] == "一卡 <no-reply@cards.example>"
    assert letter["To"] == "lin@example.com"
    assert letter["Subject"] == "您的验证码"
    assert letter["Message-ID"] == f"<{REFERENCE}@cards.example>"
    assert letter["Date"] == "Fri, 20 Nov 2026 04:00:00 +0000"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "zh-hans"
    assert letter.get_content_type() == "text/plain"
    assert plain(letter) == LETTER.text
    assert office.letters[0].isascii()


def test_a_line_that_begins_with_a_dot_does_not_end_the_content(now: datetime) -> None:
    dots = Email(to="lin@example.com", subject="Dots", text=".\n..\n. end\n.\n", language="en")
    with opened(PostOffice()) as office:
        send(way(office, now), dots)
    assert plain(opened_letter(office)) == dots.text


def test_the_server_is_told_from_whom_and_to_whom(now: datetime) -> None:
    with opened(PostOffice()) as office:
        send(way(office, now))
    assert [words.partition(" ")[0].lower() for words in office.heard] == [
        *("ehlo", "mail", "rcpt", "data", "quit"),
    ]
    assert office.heard[0] == "ehlo cards.example"
    assert office.heard[1] == "mail FROM:<no-reply@cards.example>"
    assert office.heard[2] == "rcpt TO:<lin@example.com>"


@pytest.mark.parametrize(
    ("command", "says", "permanent"),
    [
        ("EHLO", "421 busy", False),
        ("MAIL", "451 later", False),
        ("MAIL", "550 who are you", False),
        ("RCPT", "450 mailbox busy", False),
        ("RCPT", "550 no such mailbox", True),
        ("DATA", "451 later", False),
        ("CONTENT", "452 no room", False),
        ("CONTENT", "554 looks like spam", True),
    ],
)
def test_a_refusal_says_whether_trying_again_helps(
    now: datetime, command: str, says: str, permanent: bool
) -> None:
    told = {command: says} | ({"HELO": says} if command == "EHLO" else {})
    with opened(PostOffice(says=told)) as office, pytest.raises(Unavailable) as trouble:
        send(way(office, now))
    assert trouble.value.permanent is permanent
    assert office.letters == []


@pytest.mark.parametrize("ending", [CUT, HANG])
@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_before_the_content_has_taken_nothing(
    now: datetime, command: str, ending: str
) -> None:
    with (
        opened(PostOffice(says={command: ending})) as office,
        pytest.raises(Unavailable) as trouble,
    ):
        send(way(office, now))
    assert not trouble.value.permanent
    assert office.letters == []


@pytest.mark.parametrize("ending", [CUT, HANG])
def test_no_answer_to_the_content_leaves_the_outcome_unknown(now: datetime, ending: str) -> None:
    with opened(PostOffice(says={"CONTENT": ending})) as office:
        with pytest.raises(Unknown) as trouble:
            send(way(office, now))
        assert trouble.value.reference == REFERENCE
        office.says.clear()
        send(way(office, now))
    first, second = office.letters
    assert first == second
    assert f"<{REFERENCE}@cards.example>".encode() in first


@pytest.mark.parametrize("says", ["500 what?", CUT])
def test_what_the_server_says_after_taking_it_changes_nothing(now: datetime, says: str) -> None:
    with opened(PostOffice(says={"QUIT": says})) as office:
        send(way(office, now))
    assert len(office.letters) == 1


def test_a_server_that_is_not_there_has_taken_nothing(now: datetime) -> None:
    with opened(PostOffice()) as office:
        pass
    with pytest.raises(Unavailable, match="cannot be used") as trouble:
        send(way(office, now))
    assert not trouble.value.permanent


def test_with_starttls_nothing_is_said_in_plain(
    now: datetime, tls: ssl.SSLContext, certificate: Path
) -> None:
    with opened(PostOffice(tls=tls, user="u:p@ss")) as office:
        send(way(office, now, url=f"smtp://u:p%40ss@localhost:{{port}}?ca={certificate}"))
    assert [words.partition(" ")[0].lower() for words in office.heard] == [
        *("ehlo", "starttls", "ehlo", "auth", "mail", "rcpt", "data", "quit"),
    ]
    assert len(office.letters) == 1


def test_tls_from_the_start_is_spoken_to_smtps(
    now: datetime, tls: ssl.SSLContext, certificate: Path
) -> None:
    with opened(PostOffice(tls=tls, tls_from_the_start=True)) as office:
        send(way(office, now, url=f"smtps://localhost:{{port}}?ca={certificate}"))
    assert len(office.letters) == 1


def test_a_server_without_starttls_is_not_spoken_to_in_plain(now: datetime) -> None:
    with opened(PostOffice(user="u:p")) as office, pytest.raises(Unavailable, match="STARTTLS"):
        send(way(office, now, url="smtp://u:p@localhost:{port}"))
    assert not any(words.startswith(("AUTH", "mail")) for words in office.heard)


@pytest.mark.parametrize("from_the_start", [True, False])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    now: datetime, tls: ssl.SSLContext, from_the_start: bool
) -> None:
    url = "smtps://localhost:{port}" if from_the_start else "smtp://localhost:{port}"
    office = PostOffice(tls=tls, tls_from_the_start=from_the_start)
    with opened(office), pytest.raises(Unavailable, match="certificate") as trouble:
        send(way(office, now, url=url))
    assert not trouble.value.permanent


def test_a_wrong_password_may_be_mended(
    now: datetime, tls: ssl.SSLContext, certificate: Path
) -> None:
    office = PostOffice(tls=tls, user="u:right")
    with opened(office), pytest.raises(Unavailable, match="535") as trouble:
        send(way(office, now, url=f"smtp://u:wrong@localhost:{{port}}?ca={certificate}"))
    assert not trouble.value.permanent


@pytest.mark.parametrize(
    "odd",
    [
        {"subject": "Your code\r\nBcc: everybody@example.com"},
        {"subject": "Your code\nX-Odd: 1"},
        {"to": "lin@example.com\r\nBcc: everybody@example.com"},
    ],
)
def test_a_line_break_never_begins_another_header(now: datetime, odd: dict[str, str]) -> None:
    letter = LETTER.payload() | odd
    with opened(PostOffice()) as office, pytest.raises(Unavailable) as trouble:
        way(office, now).send(reference=REFERENCE, payload=letter)
    assert trouble.value.permanent
    assert office.heard == []
