"""Looks at printed codes, right ones and guesses."""

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import VISITOR, ask
from yika.domain.cards import actions, rules

WRONG = "CCCC-CCCC"


def check(card, code, *, device="", address="", now=NOW, by=VISITOR):
    actions.check_printed_code(
        card=card.id, code=code, device=device, address=address, **ask(by, now=now)
    )


def guess(card, **where):
    with pytest.raises(rules.WrongPrintedCode):
        check(card, WRONG, **where)
