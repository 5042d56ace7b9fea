"""Questions others may ask about real names."""

from yika.domain.identity.queries.desk import figures, held_by, queue, waiting_ages
from yika.domain.identity.queries.known import known_among
from yika.domain.identity.queries.offered import (
    OnScreen,
    offered_at_hand,
    offered_fields,
    on_screen,
    open_for,
)
from yika.domain.identity.queries.overview import by_product
from yika.domain.identity.queries.own import (
    Proof,
    ProvenView,
    appeal_until,
    may_prove_again,
    proof_of,
    proven_names,
)
from yika.domain.identity.queries.persons import (
    has_document,
    is_known_at,
    same_person,
    same_person_anywhere,
)
from yika.domain.identity.queries.proven import is_enough, level_of
from yika.domain.identity.queries.reviewing import (
    ReviewerFigures,
    review_count,
    review_counts,
    reviewer_figures,
    second_look,
    second_looks,
    waiting_counts,
)
from yika.domain.identity.queries.ties import noted_ties, reviewers, ties_of
from yika.domain.identity.queries.verifications import (
    find_verification,
    verification,
    verifications,
)

__all__ = [
    "OnScreen",
    "Proof",
    "ProvenView",
    "ReviewerFigures",
    "appeal_until",
    "by_product",
    "figures",
    "find_verification",
    "has_document",
    "held_by",
    "is_enough",
    "is_known_at",
    "known_among",
    "level_of",
    "may_prove_again",
    "noted_ties",
    "offered_at_hand",
    "offered_fields",
    "on_screen",
    "open_for",
    "proof_of",
    "proven_names",
    "queue",
    "review_count",
    "review_counts",
    "reviewer_figures",
    "reviewers",
    "same_person",
    "same_person_anywhere",
    "second_look",
    "second_looks",
    "ties_of",
    "verification",
    "verifications",
    "waiting_ages",
    "waiting_counts",
]
