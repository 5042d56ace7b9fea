"""What is asked about the work of reviewers: their figures, and second looks at what they did."""

from yika.domain.identity.queries.reviewing.figures import ReviewerFigures, reviewer_figures
from yika.domain.identity.queries.reviewing.second_looks import (
    WaitingCounts,
    review_count,
    review_counts,
    second_look,
    second_looks,
    waiting_counts,
)

__all__ = [
    "ReviewerFigures",
    "WaitingCounts",
    "review_count",
    "review_counts",
    "reviewer_figures",
    "second_look",
    "second_looks",
    "waiting_counts",
]
