"""What may be asked, what is promised, and for whom an enquiry exists. Pure."""

from yika.domain.enquiries.rules.access import asker
from yika.domain.enquiries.rules.kinds import (
    KIND_WORDS,
    STAR_WORDS,
    STARS,
    TOPIC_WORDS,
    Kind,
    Topic,
)
from yika.domain.enquiries.rules.numbers import find_number
from yika.domain.enquiries.rules.promises import LEVEL_MAX, PROMISES
from yika.domain.enquiries.rules.questions import (
    REASON_MAX,
    WORDS_MAX,
    Asker,
    Question,
    about_page,
    normal_page,
    normal_question,
    normal_reason,
    normal_words,
)
from yika.domain.enquiries.rules.refusals import (
    AddedMeanwhile,
    AlreadyRated,
    CannotTakeIt,
    ContactNeeded,
    HighestLevel,
    IsAnswered,
    IsClosed,
    NotAnswered,
    NotTheAsker,
    OnlyPeople,
    RequestReused,
    UnknownEnquiry,
)
from yika.domain.enquiries.rules.states import Act, State
from yika.domain.enquiries.rules.views import Counts, EnquiryLine, EnquiryView, TurnView

__all__ = [
    "KIND_WORDS",
    "LEVEL_MAX",
    "PROMISES",
    "REASON_MAX",
    "STARS",
    "STAR_WORDS",
    "TOPIC_WORDS",
    "WORDS_MAX",
    "Act",
    "AddedMeanwhile",
    "AlreadyRated",
    "Asker",
    "CannotTakeIt",
    "ContactNeeded",
    "Counts",
    "EnquiryLine",
    "EnquiryView",
    "HighestLevel",
    "IsAnswered",
    "IsClosed",
    "Kind",
    "NotAnswered",
    "NotTheAsker",
    "OnlyPeople",
    "Question",
    "RequestReused",
    "State",
    "Topic",
    "TurnView",
    "UnknownEnquiry",
    "about_page",
    "asker",
    "find_number",
    "normal_page",
    "normal_question",
    "normal_reason",
    "normal_words",
]
