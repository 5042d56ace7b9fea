"""The steps by which somebody proves who he is."""

from yika.domain.errands.steps.real_name.consent import Consent
from yika.domain.errands.steps.real_name.decision import Decision
from yika.domain.errands.steps.real_name.details import Details
from yika.domain.errands.steps.real_name.document import ChooseDocument
from yika.domain.errands.steps.real_name.face import Face
from yika.domain.errands.steps.real_name.hand_in import HandIn
from yika.domain.errands.steps.real_name.pictures import Pictures

__all__ = ["ChooseDocument", "Consent", "Decision", "Details", "Face", "HandIn", "Pictures"]
