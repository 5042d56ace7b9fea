"""The menu of the console, also on pages that only say why something was refused."""

from typing import Any

from django import template
from django.conf import settings

from yika.channels.common.visitors import visitor
from yika.channels.console import menu as menus
from yika.channels.console.menu import Entry
from yika.domain.identity.queries import review_count
from yika.domain.staff.rules import Right
from yika.kit.actor import Channel

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[Entry]:
    """The pages that who asks may open."""
    return menus.entries(visitor(context["request"]))


@register.simple_tag(takes_context=True)
def reviews(context: dict[str, Any]) -> int:
    """How many real names wait for who asks to decide; a page that knows is not asked again."""
    if "to_review" in context:
        return int(context["to_review"])
    who = visitor(context["request"])
    standing = who.staff.standing if who.staff else None
    if standing is None or Right.IDENTITY_REVIEW not in standing.rights:
        return 0
    return review_count(by=who.as_staff(Channel.CONSOLE))


@register.simple_tag
def sandbox() -> bool:
    """Whether nothing that is done here counts."""
    return not settings.CONFIG.production
