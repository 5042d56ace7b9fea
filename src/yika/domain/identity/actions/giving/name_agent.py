"""Takes down who comes for the holder, with what his own document says."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from yika.domain.identity.actions.giving.give_fields import first_key, read_given
from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.documents import NUMBERED, RULES
from yika.domain.identity.rules.review import access, policy, refusals
from yika.domain.identity.rules.review.asking import AGENT, AGENT_THING
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import faces, signing
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.checking import pictures
from yika.domain.identity.verifying.folder import Folder, Visit, note, open_folder
from yika.domain.identity.verifying.persons import person_keys
from yika.domain.identity.verifying.replacing import drop
from yika.kit.actor import Actor
from yika.products.documents import Document

NAMED: Final = NUMBERED | {"name"}


@transaction.atomic
def name_agent(
    *,
    verification: str,
    role: str,
    document: str,
    fields: Mapping[str, str],
    by: Actor,
    now: datetime,
    request_id: str,
) -> VerificationView:
    """Keep who comes for the holder, with what his own document says: an agent or a guardian.

    Staff who see both documents take it down. Where the policy asks for pictures of his document,
    a minor names his guardian himself. Somebody else, or another document, destroys the pictures
    of the one before. An empty role: the holder himself. Safe to repeat.
    """
    visit = Visit(by, now, request_id)
    said = json.dumps(dict(fields), sort_keys=True)
    request = asked(request_id, "agent", verification, role, document, said)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    policy.check_agent(folder.policy, role, seen=by.kind in access.OFFICE)
    folder.check_step(Act.FIELDS_GIVEN)
    signing.drop_signature(folder, now=now)
    before = folder.agent_document(), folder.row.agent_index
    _keep(folder, role, document, fields)
    if before != (folder.agent_document(), folder.row.agent_index):
        _drop_pictures(folder, now=now)
    faces.drop_barred(folder, now=now)
    folder.rest(now)
    folder.write(Act.FIELDS_GIVEN, visit, asked=request)

    note("identity.agent_named", folder, visit, role=role, document=document)
    return view(folder, by=by, now=now)


def _keep(folder: Folder, role: str, document: str, fields: Mapping[str, str]) -> None:
    row = folder.row
    row.agent_role, row.agent_index = role, None
    row.keep("agent", "")
    if role:
        shown = _document(document)
        given = read_given(shown, fields)
        if any(not getattr(given, name) for name in NAMED & RULES[shown].needed):
            raise refusals.FieldsMissing
        row.keep("agent", json.dumps({"document": shown, **given.said()}))
        row.agent_index = first_key(person_keys(shown, given))


def _drop_pictures(folder: Folder, *, now: datetime) -> None:
    """Of one whom nobody speaks of any more."""
    for row in pictures(folder):
        if row.whose == AGENT:
            drop(row, now=now)
    if folder.row.asked_thing.startswith(AGENT_THING):
        folder.row.asked_thing = ""


def _document(document: str) -> Document:
    found = next((one for one in RULES if one == document), None)
    if found is None:
        raise refusals.OtherDocument
    return found
