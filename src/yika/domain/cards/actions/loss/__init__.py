"""How somebody who cannot sign in shows that a lost card is his."""

from yika.domain.cards.actions.loss.check_loss_code import check_loss_code
from yika.domain.cards.actions.loss.report_with_document import report_with_document
from yika.domain.cards.actions.loss.send_loss_code import send_loss_code

__all__ = ["check_loss_code", "report_with_document", "send_loss_code"]
