"""Every way issuers and outlets can change."""

from yika.domain.issuers.actions.act_for import act_for
from yika.domain.issuers.actions.change_issuer import change_issuer
from yika.domain.issuers.actions.change_outlet import change_outlet
from yika.domain.issuers.actions.clear_special_day import clear_special_day
from yika.domain.issuers.actions.close_outlet import close_outlet
from yika.domain.issuers.actions.open_issuer import open_issuer
from yika.domain.issuers.actions.open_outlet import open_outlet
from yika.domain.issuers.actions.set_special_days import set_special_days

__all__ = [
    "act_for",
    "change_issuer",
    "change_outlet",
    "clear_special_day",
    "close_outlet",
    "open_issuer",
    "open_outlet",
    "set_special_days",
]
