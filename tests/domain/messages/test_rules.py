"""What a message may say, to whom it may go, and how it reads."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.domain.messages.samples import CODE, EMAIL, INBOX, SMS, facts
from yika.domain.messages import rules
from yika.domain.messages.rules import Recipient
from yika.domain.messages.rules.catalog import load
from yika.domain.messages.rules.text import clean
from yika.kit.errors import Invalid

EVERY = sorted(rules.templates())
SIGNATURE = "【一卡】"
PHRASES = {"zh-hans": "青山依旧在", "en": "blue mountain"}

# How many short messages each takes with the signature and the phrase, as networks abroad count
# them; on the mainland every 70 letters are one, whatever the language.
PARTS = {
    "application-accepted": (1, 1),
    "application-ended": (1, 1),
    "application-ready": (1, 1),
    "application-received": (1, 1),
    "application-refused": (1, 1),
    "application-returned": (1, 1),
    "application-sent": (1, 1),
    "appointment-booked": (1, 1),
    "appointment-cancelled": (1, 1),
    "appointment-moved": (1, 1),
    "appointment-reminder": (1, 1),
    "card-activated": (1, 1),
    "card-blocked": (1, 1),
    "card-disputed": (1, 1),
    "card-frozen": (1, 1),
    "card-handed-out": (1, 1),
    "card-thawed": (1, 1),
    "campaign-released": (1, 1),
    "campaign-restricted": (1, 1),
    "campaign-warning": (1, 1),
    "card-unblocked": (1, 1),
    "code": (1, 1),
    "contact-added": (1, 1),
    "contact-changed": (1, 1),
    "contact-removed": (1, 1),
    "copy-ready": (1, 1),
    "enquiry-answered": (1, 1),
    "enquiry-late": (1, 1),
    "enquiry-received": (1, 1),
    "erasure-asked": (1, 1),
    "erasure-done": (1, 1),
    "erasure-hindered": (1, 1),
    "errand-waits": (1, 1),
    "identity-again": (1, 1),
    "identity-approved": (1, 1),
    "identity-expiring": (1, 1),
    "identity-refused": (1, 1),
    "identity-submitted": (1, 1),
    "loss-ends-soon": (1, 1),
    "loss-formal": (1, 1),
    "loss-over": (1, 1),
    "loss-temporary": (1, 1),
    "loss-undone": (1, 1),
    "new-device": (1, 1),
    "passkey-added": (1, 1),
    "password-changed": (1, 1),
    "pin-changed": (1, 1),
    "secret-is-old": (1, 1),
    "visit-canceled": (1, 1),
    "visit-requested": (1, 1),
    "visit-scheduled": (1, 1),
    "welcome": (1, 1),
}


def speaking(language: str, to: Recipient = SMS, phrase: str = "") -> Recipient:
    return Recipient(
        holder=to.holder, way=to.way, address=to.address, language=language, phrase=phrase
    )


@pytest.mark.parametrize("name", EVERY)
def test_what_each_short_message_costs_is_known(name: str) -> None:
    taken = []
    for language in rules.LANGUAGES:
        to = speaking(language, phrase=PHRASES[language])
        text = rules.sms(name, to, facts(name, language)).text
        taken.append(rules.sms_parts(text if language == "en" else SIGNATURE + text))
    assert tuple(taken) == PARTS[name]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("字" * 70, 1),
        ("字" * 71, 2),
        ("字" * 134, 2),
        ("字" * 135, 3),
        ("a" * 69 + "字", 1),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_the_networks_do(text: str, parts: int) -> None:
    assert rules.sms_parts(text) == parts


@pytest.mark.parametrize("language", rules.LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_every_template_leaves_no_gap_and_carries_the_phrase(name: str, language: str) -> None:
    phrase = PHRASES[language]
    given = facts(name, language)
    sms = rules.sms(name, speaking(language, SMS, phrase), given)
    email = rules.email(name, speaking(language, EMAIL, phrase), given)
    for text in (sms.text, email.subject, email.text):
        assert "{" not in text
    assert phrase in sms.text
    assert phrase in email.text
    if not rules.template(name).secret:
        note = rules.note(name, speaking(language, INBOX, phrase), given)
        assert "{" not in note.title + note.body
        assert phrase in note.body


@pytest.mark.parametrize("name", EVERY)
def test_without_a_phrase_nothing_is_said_of_one(name: str) -> None:
    sms = rules.sms(name, speaking("zh-hans"), facts(name))
    assert "。暗语：" not in sms.text
    assert "phrase" not in sms.form
    assert "\n\n暗语：" not in rules.email(name, speaking("zh-hans", EMAIL), facts(name)).text


def test_a_short_message_is_also_taken_apart_for_the_provider() -> None:
    sms = rules.sms("code", SMS, CODE)
    assert sms.form == "code.sign-in+phrase"
    assert sms.values == (("code", "482913"), ("phrase", "青山依旧"))
    approved = rules.sms_forms("zh-hans")[sms.form]
    for gap, value in sms.values:
        approved = approved.replace(f"{{{gap}}}", value)
    assert approved == sms.text


@pytest.mark.parametrize("language", rules.LANGUAGES)
@pytest.mark.parametrize("phrase", ["", "x"])
@pytest.mark.parametrize("name", EVERY)
def test_every_short_message_is_one_of_the_texts_to_be_approved(
    name: str, phrase: str, language: rules.Language
) -> None:
    sms = rules.sms(name, speaking(language, phrase=phrase), facts(name, language))
    assert sms.form in rules.sms_forms(language)


def test_a_verification_text_has_one_gap_as_its_approval_demands() -> None:
    plain = {key: text for key, text in rules.sms_forms("zh-hans").items() if "+" not in key}
    codes = [text for key, text in plain.items() if key.startswith("code.")]
    assert len(codes) == 6
    for text in codes:
        assert text.count("{") == 1
        assert "验证码" in text


def test_an_email_is_greeted_and_says_what_we_never_ask_for() -> None:
    assert rules.email("welcome", EMAIL, {}).text == (
        "Hello,\n\n"
        "Welcome! You can add your cards now.\n\n"
        "First choose a phrase that only you know: every SMS, e-mail and inbox message of ours "
        "will carry it. One without it is a fake.\n\n"
        "Your phrase: blue hill\n\n"
        "This e-mail was sent automatically; replies are not read. It holds no links, and our "
        "staff never ask for a PIN, a password or a code.\n"
    )


def test_a_secret_never_stands_in_an_inbox() -> None:
    with pytest.raises(ValueError, match="never stands in an inbox"):
        rules.note("code", INBOX, CODE)


def test_a_secret_says_how_long_it_is_of_use(now: datetime) -> None:
    with pytest.raises(ValueError, match="until when"):
        rules.check_secret("code", valid_until=None)
    rules.check_secret("code", valid_until=now)
    rules.check_secret("welcome", valid_until=None)


def test_what_people_typed_is_never_interpreted() -> None:
    odd = "{hotline} {0} ${code} %s <b>{{"
    note = rules.note("card-activated", INBOX, facts("card-activated") | {"card": odd})
    assert note.title == f"您的{odd}已激活"
    assert odd in note.body


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("  my\tcard \n", "my card"),
        ("a\r\nBcc: b", "a Bcc: b"),
        ("a\u2028b\u2029c\u0085d", "a b c d"),
        ("card\u202e4321", "card 4321"),
        ("zero\u200bwidth", "zero width"),
        ("nul\0", "nul"),
        ("林婉的卡", "林婉的卡"),
        ("123456789012", "123456789012"),
        ("1234567890123", "12345678901…"),
        ("\ud800", ""),
    ],
)
def test_a_value_is_one_visible_line_of_limited_length(typed: str, stands: str) -> None:
    assert clean(typed, longest=12) == stands


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"purpose": "sign-in", "code": "482913"},
        CODE | {"more": "x"},
        CODE | {"code": ""},
        CODE | {"code": " \u200b"},
    ],
)
def test_facts_that_do_not_fit_the_template_are_a_programming_error(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"facts|nothing is said"):
        rules.sms("code", SMS, given)


def test_a_choice_that_is_none_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        rules.sms("code", SMS, CODE | {"purpose": "robbery"})


def test_a_template_that_does_not_exist_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="no template"):
        rules.sms("greeting", SMS, {})


@pytest.mark.parametrize("language", ["en", "en-us", "en-GB"])
def test_whoever_reads_english_is_written_to_in_english(language: str) -> None:
    assert rules.sms("welcome", speaking(language), {}).language == "en"


@pytest.mark.parametrize("language", ["zh-hans", "zh", "zh-hant", "fr", ""])
def test_everybody_else_is_written_to_in_chinese(language: str) -> None:
    assert rules.sms("welcome", speaking(language), {}).language == "zh-hans"


@pytest.mark.parametrize(
    ("way", "address"),
    [
        ("sms", "13800138000"),
        ("sms", "+86 138 0013 8000"),
        ("sms", "+8613800138000,+8613800138001"),
        ("sms", "+０８６1380013"),
        ("sms", ""),
        ("email", "lin"),
        ("email", "lin@example.com\r\nBcc: x@example.com"),
        ("email", "lin@example.com\n"),
        ("email", "lin@example.com,x@example.com"),
        ("email", "Lin <lin@example.com>"),
        ("email", '"a b"@example.com'),
        ("email", "lin@-example.com"),
        ("email", "l" * 250 + "@example.com"),
        ("email", "林@example.com"),
    ],
)
def test_an_address_that_could_be_something_else_is_refused(way: str, address: str) -> None:
    with pytest.raises(Invalid):
        rules.check_recipient(Recipient(holder="", way=way, address=address))


@pytest.mark.parametrize(
    "to",
    [
        SMS,
        EMAIL,
        INBOX,
        Recipient(holder="", way="email", address="first.last+tag@mail.example.co"),
        Recipient(holder="", way="email", address="root@localhost"),
        Recipient(holder="", way="sms", address="+85251234567"),
    ],
)
def test_an_address_as_contacts_are_kept_is_accepted(to: Recipient) -> None:
    rules.check_recipient(to)


@pytest.mark.parametrize(
    "to",
    [
        Recipient(holder="", way="inbox"),
        Recipient(holder="hld_1", way="inbox", address="+8613800138000"),
        Recipient(holder="hld_1", way="pigeon", address="+8613800138000"),
    ],
)
def test_a_way_without_what_it_needs_is_a_programming_error(to: Recipient) -> None:
    with pytest.raises(ValueError, match=r"inbox|pigeon"):
        rules.check_recipient(to)


def test_an_address_is_not_shown_where_the_recipient_is() -> None:
    assert "13800138000" not in repr(SMS)
    assert "青山" not in repr(SMS)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+8613800138000", "138 **** 8000"),
        ("+85251234567", "+**** 67"),
        ("lin.wan@example.com", "l***@example.com"),
        ("l@example.com", "***@example.com"),
    ],
)
def test_a_masked_address_is_known_to_its_owner_only(address: str, shown: str) -> None:
    assert rules.masked(address) == shown


def test_a_moment_is_told_by_the_clock_on_the_wall() -> None:
    at = datetime(2026, 11, 20, 4, 5, tzinfo=UTC)
    assert rules.moment_words(at, zone="Asia/Shanghai", language="zh-hans") == "11月20日12:05"
    assert rules.moment_words(at, zone="Asia/Shanghai", language="en") == "20 November at 12:05"


GOOD = """
facts = ["card"]
[zh-hans]
sms = "{card}"
title = "t"
body = "b"
[en]
sms = "{card}"
title = "t"
body = "b"
"""


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('facts = ["card"]', "", "gaps and facts differ: card"),
        ('facts = ["card"]', 'facts = ["card", "time"]', "gaps and facts differ: time"),
        ('facts = ["card"]', 'facts = ["card"]\nsecrit = true', "secrit"),
        ('title = "t"\nbody', "body", "title"),
        ('title = "t"', 'title = "two\\nlines"', "title"),
        (
            'facts = ["card"]',
            'facts = ["card"]\n[choices.kind]\na = { zh-hans = "a", en = "a" }',
            "choices for what is no fact: kind",
        ),
        ("[en]", "[en", "Expected"),
    ],
)
def test_a_faulty_template_is_told_with_its_file(
    tmp_path: Path, before: str, after: str, fault: str
) -> None:
    file = tmp_path / "odd.toml"
    file.write_text(GOOD, encoding="utf-8")
    load(file)
    file.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Invalid, match=r"odd\.toml") as refused:
        load(file)
    assert fault in str(refused.value)
