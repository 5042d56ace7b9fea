"""Takes what stands on a document, as the person confirmed or corrected it."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.documents import RULES, Fields
from yika.domain.identity.rules.review import access, refusals
from yika.domain.identity.rules.review.asking import DETAILS
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import faces, signing
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Visit, note, open_folder
from yika.domain.identity.verifying.persons import name_keys, person_keys
from yika.kit.actor import Actor
from yika.products.documents import Document

VALUE_MAX = 200


@transaction.atomic
def give_fields(
    *,
    verification: str,
    fields: Mapping[str, str],
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Keep what somebody says that his document says; it is checked when it is submitted.

    Values as the document writes them, days as 1990-03-07, permanent as "yes". What was given
    before is replaced. Safe to repeat.
    """
    visit = Visit(by, now, request_id)
    request = asked(request_id, "fields", verification, json.dumps(dict(fields), sort_keys=True))
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    folder.check_step(Act.FIELDS_GIVEN)
    given = read_given(folder.document, fields)

    row = folder.row
    row.keep("fields", json.dumps(given.said()))
    signing.drop_signature(folder, now=now)
    faces.drop_barred(folder, now=now)
    row.person_index = first_key(person_keys(folder.document, given))
    row.name_index = first_key(name_keys(given))
    if row.asked_thing == DETAILS:
        row.asked_thing = ""
    folder.rest(now)
    folder.write(Act.FIELDS_GIVEN, visit, asked=request)

    note("identity.fields_given", folder, visit, fields=sorted(given.said()))
    return view(folder, by=by, now=now)


def read_given(document: Document, fields: Mapping[str, str]) -> Fields:
    """The fields of such a document; refuses what does not stand on one."""
    known = RULES[document].fields()
    if set(fields) - set(known) or any(len(one) > VALUE_MAX for one in fields.values()):
        raise refusals.FieldsUnknown
    try:
        return Fields.of(fields)
    except ValueError as error:
        raise refusals.FieldsUnknown from error


def first_key(keys: list[bytes]) -> bytes | None:
    """The index that is stored, under the key in use now."""
    return keys[0] if keys else None
