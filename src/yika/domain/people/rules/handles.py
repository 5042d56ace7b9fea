"""What a handle may look like."""

import re
import unicodedata

from yika.kit.errors import Conflict, Fault, Invalid, Refusal, gettext_noop

HANDLE = re.compile(r"[a-z][a-z0-9._-]{1,30}[a-z0-9]")
HANDLE_EXPECTED = gettext_noop(
    "3 to 32 characters: small letters, digits, dot, dash, underscore; a letter first, no mark last"
)


class HandleTaken(Conflict):
    code = "people.handle_taken"
    wording = gettext_noop("The name {handle} is taken. Choose another.")


class WrongLogin(Refusal):
    code = "people.wrong_login"
    wording = gettext_noop("The name or the password is wrong.")


class RequestReused(Conflict):
    code = "people.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


def normal_handle(typed: str) -> str:
    """One spelling for what people type in many: full width, capitals, spaces around."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def check_handle(handle: str) -> None:
    if not HANDLE.fullmatch(handle):
        raise Invalid([Fault("handle", "", HANDLE_EXPECTED)])
