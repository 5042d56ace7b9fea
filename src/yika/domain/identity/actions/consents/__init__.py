"""Every way a consent can change."""

from yika.domain.identity.actions.consents.give_consent import give_consent
from yika.domain.identity.actions.consents.withdraw_consent import withdraw_consent

__all__ = ["give_consent", "withdraw_consent"]
