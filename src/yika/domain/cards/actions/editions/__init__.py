"""Every way an edition of a product can change: it is proposed, and it is approved."""

from yika.domain.cards.actions.editions.approve_edition import approve_edition
from yika.domain.cards.actions.editions.propose_edition import propose_edition

__all__ = ["approve_edition", "propose_edition"]
