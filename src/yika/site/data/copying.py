"""Puts together the copy of everything that is kept about a holder."""

from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.translation import gettext

from yika.domain.identity.actions.retention import keep_copy
from yika.domain.identity.queries.retention import copy
from yika.domain.identity.rules.retention.sections import as_data, as_page
from yika.kit.actor import WORKER, Actor, ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.site.data.telling import sections

TITLE: Final = gettext_noop("All that is kept about you")


def make_copy(*, key: str, now: datetime) -> datetime | None:
    """Due work: both forms of a copy, as its holder would see everything himself."""
    wanted = copy(key, by=WORKER)
    if wanted.made_at:
        return None
    him = Actor(ActorKind.HOLDER, wanted.holder, Channel.WORKER)
    found = sections(wanted.holder, him, now)

    data = as_data(found, holder=wanted.holder, made_at=now)
    with translation.override(wanted.language):
        page = as_page(found, title=TITLE, language=wanted.language, made_at=now, words=gettext)
    keep_copy(copy=key, data=data, page=page, now=now, request_id=key)
    return None
