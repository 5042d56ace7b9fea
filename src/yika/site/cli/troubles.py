"""The one place that turns trouble into words and an exit code.

0 done · 1 failed · 2 wrong use or input · 3 not found · 4 conflict · 5 refused.
A bug is not trouble: nobody can explain it, so it keeps its traceback.
"""

import errno
import sqlite3
import sys
from dataclasses import dataclass
from functools import singledispatch

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError
from django.utils.translation import gettext
from typer.exceptions import TyperException

from yika.kit.errors import (
    Conflict,
    Fault,
    Invalid,
    NotFound,
    Refusal,
    Unavailable,
    Unknown,
    gettext_noop,
)

FAILED, USAGE, NOT_FOUND, CONFLICT, REFUSED = 1, 2, 3, 4, 5

# What databases say, and what a person should do about it. The first sign that is found counts.
DATABASE_SAYS = {
    ("no such table", "no such column", "undefined table"): gettext_noop(
        "The database is not up to date. Run: yika migrate"
    ),
    ("unable to open database file",): gettext_noop("There is no database yet. Run: yika init"),
    ("locked", "busy", "lock timeout"): gettext_noop(
        "Another program keeps the database busy. Nothing was changed. Try again."
    ),
    ("is full", "no space left"): gettext_noop(
        "The disk is full. Nothing was changed. Make room, then try again."
    ),
    ("readonly", "read-only"): gettext_noop(
        "The database cannot be written. Check the permissions of its file."
    ),
    ("not a database", "malformed"): gettext_noop(
        "The database file is damaged. Restore it from a backup."
    ),
}
DISK_FULL = DATABASE_SAYS["is full", "no space left"]


@dataclass(frozen=True, slots=True)
class Explained:
    """An exit code, and what to tell the person."""

    code: int
    words: str


@singledispatch
def explain(_error: BaseException) -> Explained | None:
    """What an error means to the person who gave the command; None for a bug."""
    return None


def worded(refusal: Refusal) -> str:
    """What the refusal says, in the language of the reader."""
    return gettext(refusal.wording).format_map(refusal.facts)


def misused(error: TyperException) -> int:
    """A command that does not exist, a missing argument, a bad option: say how it is used."""
    if hasattr(error, "show"):
        error.show()
    else:
        print(error.format_message(), file=sys.stderr)  # noqa: T201
    return error.exit_code


@explain.register
def _refusal(error: Refusal) -> Explained:
    code = REFUSED
    if isinstance(error, NotFound):
        code = NOT_FOUND
    elif isinstance(error, Conflict):
        code = CONFLICT
    return Explained(code, f"{worded(error)} [{error.code}]")


@explain.register
def _invalid(error: Invalid) -> Explained:
    faults = (Fault(one.where, one.key, gettext(one.expected)) for one in error.faults)
    return Explained(USAGE, "\n".join(map(str, faults)))


@explain.register
def _unavailable(error: Unavailable) -> Explained:
    return Explained(FAILED, gettext(str(error)))


@explain.register
def _unknown(error: Unknown) -> Explained:
    words = gettext("The outcome is not known yet: {what}. Ask again by the reference {reference}.")
    return Explained(FAILED, words.format(what=error, reference=error.reference))


@explain.register
def _database(error: DatabaseError) -> Explained | None:
    if isinstance(error, IntegrityError | DataError):
        return None
    said = str(error).strip()
    state = getattr(error.__cause__, "sqlstate", None)
    if state == "42P01":
        said = "undefined table"
    for signs, words in DATABASE_SAYS.items():
        if any(sign in said.lower() for sign in signs):
            return Explained(FAILED, gettext(words))
    if _is_gone(error, state):
        words = gettext("The database cannot be reached: {reason}")
        return Explained(FAILED, words.format(reason=said.splitlines()[0] if said else ""))
    return None


def _is_gone(error: DatabaseError, state: str | None) -> bool:
    """Whether the server or the way to it is the trouble, not the question."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if state is None:
        return not isinstance(error.__cause__, sqlite3.Error)
    return state.startswith(("08", "28", "3D", "53", "57"))  # link, login, name, room, operator


@explain.register
def _system(error: OSError) -> Explained | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Explained(FAILED, gettext(DISK_FULL))
    if error.errno == errno.EADDRINUSE:
        return Explained(FAILED, gettext("Another program uses this port. Choose another: --port"))
    if error.filename and error.strerror:
        return Explained(FAILED, f"{error.filename}: {error.strerror}")
    return None


@explain.register
def _configured(error: ImproperlyConfigured) -> Explained:
    return Explained(USAGE, str(error))
