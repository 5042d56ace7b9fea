"""The menu of the console, also on pages that only say why something was refused."""

from typing import Any

from django import template
from django.conf import settings

from yika.channels.common.visitors import visitor
from yika.channels.console import menu as menus
from yika.channels.console.menu import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[Entry]:
    """The pages that who asks may open."""
    return menus.entries(visitor(context["request"]))


@register.simple_tag
def sandbox() -> bool:
    """Whether nothing that is done here counts."""
    return not settings.CONFIG.production
