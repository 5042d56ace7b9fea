"""Signing in by a code, for the first time and again."""

from datetime import datetime, timedelta

import pytest

from tests.domain.people.coming_in import (
    EMAIL,
    HOME,
    OPERATOR,
    PHONE,
    WEB,
    ask_code,
    come_in,
    outbox,
    prove,
    request,
    told,
)
from yika.domain.journal.models import Entry
from yika.domain.people import queries
from yika.domain.people.actions import SignedIn, register_holder, sign_in_with_code
from yika.domain.people.models import Contact, Holder, Login, SignIn
from yika.domain.people.rules import (
    CodeUsed,
    LoginClosed,
    Purpose,
    RequestReused,
    UnknownCode,
    WrongCode,
    visitor,
)
from yika.kit.actor import Channel

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def sign_in(now: datetime, proof: str, code: str, **other: str) -> SignedIn:
    given = {"device": "Firefox · Linux", "address": HOME, "request_id": request()} | other
    return sign_in_with_code(proof=proof, code=code, by=WEB, now=now, **given)


def test_somebody_unknown_becomes_a_holder_by_his_first_code(now: datetime) -> None:
    signed_in = come_in(now)
    assert signed_in.new
    who = queries.who(signed_in.token, now=now)
    assert who
    assert who.holder
    assert (who.holder.id, who.login, who.sign_in) == (
        signed_in.holder,
        signed_in.login,
        signed_in.sign_in,
    )
    assert [(one.value, one.proven, one.usable) for one in who.holder.contacts] == [
        (PHONE, True, True)
    ]
    assert who.handle == "h." + signed_in.login.removeprefix("login_")
    assert not who.holder.has_password


def test_who_comes_again_is_the_same_holder(now: datetime) -> None:
    first, again = come_in(now), come_in(now + HOUR)
    assert (again.holder, again.login, again.new) == (first.holder, first.login, False)
    assert again.sign_in != first.sign_in
    assert Holder.objects.count() == Login.objects.count() == 1


def test_any_proven_contact_leads_to_the_same_holder(now: datetime) -> None:
    first = come_in(now)
    prove(first.holder, EMAIL, now + HOUR)
    assert come_in(now + 2 * HOUR, contact=EMAIL).holder == first.holder


def test_what_a_clerk_typed_proves_nothing(now: datetime) -> None:
    """A slip of a finger at the counter must not open somebody's account to a stranger."""
    walk_in = register_holder(
        name="林晚",
        language="zh-hans",
        phone=PHONE,
        by=OPERATOR,
        now=now,
        request_id=request(),
    )
    assert come_in(now).holder != walk_in


def test_a_double_click_signs_in_once(now: datetime) -> None:
    proof, code = ask_code(now)
    first = sign_in(now, proof, code, request_id="click")
    again = sign_in(now, proof, code, request_id="click")
    assert (again.sign_in, again.holder, again.new) == (first.sign_in, first.holder, True)
    assert queries.who(again.token, now=now)
    assert queries.who(first.token, now=now) is None
    assert Entry.objects.filter(event="people.signed_in").count() == 1


def test_a_code_opens_once(now: datetime) -> None:
    proof, code = ask_code(now)
    sign_in(now, proof, code)
    with pytest.raises(CodeUsed):
        sign_in(now, proof, code)
    assert SignIn.objects.count() == 1


def test_a_request_id_belongs_to_one_person(now: datetime) -> None:
    proof, code = ask_code(now)
    sign_in(now, proof, code, request_id="mine")
    proof, code = ask_code(now, contact=EMAIL)
    with pytest.raises(RequestReused):
        sign_in(now, proof, code, request_id="mine")


def test_a_wrong_code_lets_nobody_in_and_is_counted(now: datetime) -> None:
    proof, code = ask_code(now)
    wrong = "000000" if code != "000000" else "111111"
    with pytest.raises(WrongCode) as refused:
        sign_in(now, proof, wrong)
    assert refused.value.facts == {"left": 4}
    assert not Holder.objects.exists()


def test_a_code_for_something_else_lets_nobody_in(now: datetime) -> None:
    first = come_in(now)
    proof, code = ask_code(now + HOUR, purpose=Purpose.RESET)
    with pytest.raises(UnknownCode):
        sign_in(now + HOUR, proof, code)
    proof, code = ask_code(now + HOUR, contact=EMAIL, purpose=Purpose.PROVE, holder=first.holder)
    with pytest.raises(UnknownCode):
        sign_in(now + HOUR, proof, code)


def test_a_closed_login_stays_shut(now: datetime) -> None:
    come_in(now)
    Login.objects.update(is_active=False)
    with pytest.raises(LoginClosed):
        come_in(now + HOUR)


def test_a_contact_that_has_left_belongs_to_nobody(now: datetime) -> None:
    first = come_in(now)
    prove(first.holder, EMAIL, now + HOUR)
    Contact.objects.filter(kind="phone").update(leaves_at=now + 2 * HOUR)
    assert come_in(now + HOUR).holder == first.holder
    later = come_in(now + 2 * HOUR)
    assert later.new
    assert later.holder != first.holder


def test_nobody_is_told_of_his_very_first_sign_in(now: datetime) -> None:
    come_in(now)
    assert told("new-device") == []


def test_a_new_browser_is_told_everywhere_but_where_the_code_was_read(now: datetime) -> None:
    first = come_in(now)
    prove(first.holder, EMAIL, now + HOUR)
    come_in(now + 2 * HOUR)
    assert told("new-device") == ["email", "inbox"]
    assert "Firefox · Linux" in outbox()[-1]["text"]


def test_a_browser_that_was_here_before_is_not_new(now: datetime) -> None:
    first = come_in(now)
    again = come_in(now + HOUR, browser=first.browser)
    assert again.browser == first.browser
    assert told("new-device") == []


def test_a_browser_that_another_person_used_is_new_to_this_one(now: datetime) -> None:
    lin, wang = come_in(now), come_in(now, contact="+8613900139000")
    come_in(now + HOUR, browser=wang.browser)
    assert told("new-device") == ["inbox"]
    assert lin.browser != wang.browser


@pytest.mark.parametrize("browser", ["x", "林" * 43, "x" * 10_000])
def test_a_browser_gets_a_token_of_ours_instead_of_what_it_made_up(
    now: datetime, browser: str
) -> None:
    assert come_in(now, browser=browser).browser != browser


def test_the_tokens_are_stored_nowhere_and_never_shown(now: datetime) -> None:
    signed_in = come_in(now)
    assert len(signed_in.token) == 43
    assert signed_in.token not in repr(signed_in)
    row = SignIn.objects.get()
    assert signed_in.token.encode() not in row.token + (row.browser or b"")
    assert len(row.token) == len(row.browser or b"") == 32


def test_the_journal_tells_of_it_and_names_nobody(now: datetime) -> None:
    signed_in = come_in(now)
    entry = Entry.objects.get(event="people.signed_in")
    assert (entry.subject, entry.actor_id) == (signed_in.login, signed_in.holder)
    assert entry.facts == {"sign_in": signed_in.sign_in, "way": "code", "new_browser": False}
    written = " ".join(str(one.__dict__) for one in Entry.objects.all())
    for secret in (PHONE, HOME, signed_in.token, signed_in.browser):
        assert secret not in written


def test_holders_come_in_where_holders_do(now: datetime) -> None:
    proof, code = ask_code(now)
    with pytest.raises(ValueError, match="counter"):
        sign_in_with_code(
            proof=proof,
            code=code,
            device="",
            address=HOME,
            by=visitor(Channel.COUNTER),
            now=now,
            request_id=request(),
        )
