"""Questions others may ask about people; answers are values."""

from yika.domain.people.queries.codes import sent_code
from yika.domain.people.queries.contacts import find_holder_by_contact
from yika.domain.people.queries.holders import about, holder, name_for, seen_holder
from yika.domain.people.queries.logins import (
    find_holder_of_login,
    find_login_id,
    handles,
    verified_login,
)
from yika.domain.people.queries.looks import looks
from yika.domain.people.queries.proven import proven_contact
from yika.domain.people.queries.search import search_holders
from yika.domain.people.queries.second_factors import (
    SecondFactors,
    second_factors,
)
from yika.domain.people.queries.secrets import common_passwords
from yika.domain.people.queries.sign_ins import SignInView, Who, sign_ins, sign_ins_of, who
from yika.domain.people.rules.views import HolderView

__all__ = [
    "HolderView",
    "SecondFactors",
    "SignInView",
    "Who",
    "about",
    "common_passwords",
    "find_holder_by_contact",
    "find_holder_of_login",
    "find_login_id",
    "handles",
    "holder",
    "looks",
    "name_for",
    "proven_contact",
    "search_holders",
    "second_factors",
    "seen_holder",
    "sent_code",
    "sign_ins",
    "sign_ins_of",
    "verified_login",
    "who",
]
