"""Names: what one may look like, and whether two are one."""

from yika.domain.identity.rules.names.folding import fold_traditional
from yika.domain.identity.rules.names.likeness import Likeness, compare_names, index_name, is_called
from yika.domain.identity.rules.names.shape import NameFinding, judge_name, normal_name

__all__ = [
    "Likeness",
    "NameFinding",
    "compare_names",
    "fold_traditional",
    "index_name",
    "is_called",
    "judge_name",
    "normal_name",
]
