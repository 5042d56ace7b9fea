"""Decision: nobody has anything to do but those who decide, and they do it elsewhere."""

from yika.domain.errands.rules.asks import Nothing
from yika.domain.errands.rules.views import Told
from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand, Step, Way
from yika.domain.identity import queries
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.rules.review.times import SETTLED_AFTER
from yika.kit.actor import ActorKind
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

DECIDED = frozenset({State.APPROVED, State.REFUSED})


class Decision(Step):
    """Settled by itself, once what was decided can no longer be taken back."""

    name = "decision"
    of_holder = True
    waits = True
    minutes = 0
    title = gettext_noop("We check it")
    elsewhere = gettext_noop(
        "Somebody looks at it now. You need not do anything: we tell you how it was decided, "
        "or if one thing is needed again."
    )
    ways = (
        Way(
            Nothing,
            gettext_noop("Somebody looks at it, and you are told how it was decided."),
            who=frozenset({ActorKind.SYSTEM}),
        ),
    )

    def tells(self, at: Stand) -> tuple[Told, ...]:
        seen = papers.under_way(at)
        document = DOCUMENT_WORDS[seen.line.document]
        told = (Told(gettext_noop("Document"), document, literal=False),)
        due = seen.line.due_at
        return (*told, Told(gettext_noop("Decided by"), due)) if due else told

    def known(self, at: Stand) -> bool:
        if papers.is_known(at):
            return True
        seen = papers.under_way(at)
        if seen.state not in DECIDED:
            return False
        level = queries.level_of(at.holder, at.issuer, now=at.visit.now)
        counts = seen.state is State.APPROVED and level >= papers.policy(at).level
        fixed = seen.decided_at is not None and at.visit.now >= seen.decided_at + SETTLED_AFTER
        return counts or fixed
