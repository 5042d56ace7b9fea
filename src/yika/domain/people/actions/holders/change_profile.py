"""Changes what is known of a holder."""

from datetime import date, datetime

from django.db import transaction

from yika.domain.journal.actions import record
from yika.domain.people.actions.holders.new_holder import keep_name
from yika.domain.people.models import Holder
from yika.domain.people.reach import held
from yika.domain.people.rules import holders as rules
from yika.domain.staff.rules import Right
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def change_profile(
    *,
    holder: str,
    name: str | None = None,
    language: str | None = None,
    phrase: str | None = None,
    born_on: date | None = None,
    by: Actor,
    now: datetime,
    request_id: str,
) -> None:
    """Change what is given and differs. An empty phrase takes the old one away; a name stays.

    Safe to repeat: the same `request_id` changes nothing more.
    """
    row = held(holder, by=by, right=Right.PEOPLE_REGISTER)
    request = ids.request_key(request_id)
    if row.changed_by_request == request:
        return

    changed = [
        *_new_name(row, name),
        *_new_language(row, language),
        *_new_text(row, "phrase", None if phrase is None else rules.normal_phrase(phrase)),
        *_new_birth(row, born_on, today=now.date()),
    ]
    if not changed:
        return

    row.changed_by_request = request
    row.save(update_fields=[*changed, "name_index", "changed_by_request"])
    record(
        "people.profile_changed",
        subject=str(row),
        issuer=by.issuer,
        by=by,
        now=now,
        request_id=request_id,
        facts={"changed": changed},
    )


def _new_name(row: Holder, name: str | None) -> list[str]:
    known = row.told("name")
    if name is None or (not name and not known):
        return []
    name = rules.normal_name(name)
    if name == known:
        return []
    keep_name(row, name)
    return ["name"]


def _new_language(row: Holder, language: str | None) -> list[str]:
    if language is None or language == row.language:
        return []
    rules.check_language(language)
    row.language = language
    return ["language"]


def _new_birth(row: Holder, born_on: date | None, *, today: date) -> list[str]:
    if born_on is None:
        return []
    rules.check_born_on(born_on, today=today)
    return _new_text(row, "born_on", born_on.isoformat())


def _new_text(row: Holder, field: str, text: str | None) -> list[str]:
    if text is None or text == row.told(field):
        return []
    row.keep(field, text)
    return [field]
