"""The numbers of documents: how one is written, what is wrong with it, what finds it again."""

from yika.domain.identity.rules.numbers.citizen import check_character
from yika.domain.identity.rules.numbers.finding import AGE_MAX, NumberFinding, age_on
from yika.domain.identity.rules.numbers.indexes import index_kind, index_text
from yika.domain.identity.rules.numbers.judge import judge_number
from yika.domain.identity.rules.numbers.normal import normal_number
from yika.domain.identity.rules.numbers.passports import twins, unsure_places

__all__ = [
    "AGE_MAX",
    "NumberFinding",
    "age_on",
    "check_character",
    "index_kind",
    "index_text",
    "judge_number",
    "normal_number",
    "twins",
    "unsure_places",
]
