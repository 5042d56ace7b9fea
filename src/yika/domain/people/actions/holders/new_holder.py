"""Makes the row of a holder."""

from datetime import datetime
from uuid import UUID

from yika.domain.people.models import Holder, Login
from yika.domain.people.rules import check_language, normal_name
from yika.domain.vault.queries import keyring
from yika.kit import blind


def new_holder(
    *, language: str, now: datetime, request: UUID, name: str = "", login: Login | None = None
) -> Holder:
    """A holder, stored in the caller's transaction; without a name until he tells it."""
    check_language(language)
    row = Holder(language=language, login=login, created_at=now, created_by_request=request)
    if name:
        keep_name(row, normal_name(name))
    row.save(force_insert=True)
    return row


def keep_name(holder: Holder, name: str) -> None:
    """Put a name in its normal form into a row, to be found by."""
    holder.keep("name", name)
    holder.name_index = blind.index(keyring(), "name", name)
