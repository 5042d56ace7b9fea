"""Every way issuers and outlets can change."""

from yika.domain.issuers.actions.change_issuer import change_issuer
from yika.domain.issuers.actions.change_outlet import change_outlet
from yika.domain.issuers.actions.close_outlet import close_outlet
from yika.domain.issuers.actions.open_issuer import open_issuer
from yika.domain.issuers.actions.open_outlet import open_outlet

__all__ = ["change_issuer", "change_outlet", "close_outlet", "open_issuer", "open_outlet"]
