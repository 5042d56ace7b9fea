"""Every way a real name is proven, decided and forgotten."""

from yika.domain.identity.actions.asking import FaceComparing, RegistryAsking, give_up_asking
from yika.domain.identity.actions.giving.add_picture import add_picture
from yika.domain.identity.actions.giving.begin_verification import begin_verification
from yika.domain.identity.actions.giving.drop_face import drop_face
from yika.domain.identity.actions.giving.give_fields import give_fields
from yika.domain.identity.actions.giving.keep_reading import (
    ask_reader,
    give_up_reading,
    keep_reading,
)
from yika.domain.identity.actions.giving.name_agent import name_agent
from yika.domain.identity.actions.giving.read_pictures import (
    PictureReading,
    hand_to_reader,
    read_pictures,
)
from yika.domain.identity.actions.giving.sign_details import (
    show_to_person,
    sign_details,
    take_from_person,
)
from yika.domain.identity.actions.giving.submit_verification import Witness, submit_verification
from yika.domain.identity.actions.giving.withdraw_verification import (
    expire_verification,
    withdraw_verification,
)
from yika.domain.identity.actions.review.approve import approve
from yika.domain.identity.actions.review.draw_second_look import draw_second_look
from yika.domain.identity.actions.review.lapse_identity import lapse_identity
from yika.domain.identity.actions.review.refuse import ask_again, refuse
from yika.domain.identity.actions.review.second_look import (
    agree_again,
    doubt,
    overturn,
    take_second_look,
    uphold,
)
from yika.domain.identity.actions.review.show import show_fields, show_picture
from yika.domain.identity.actions.review.take_up import escalate, put_back, take_up
from yika.domain.identity.actions.review.tie_staff import tie_staff
from yika.domain.identity.actions.review.undo import appeal, tell_decision, undo
from yika.domain.identity.actions.review.untie_staff import untie_staff

__all__ = [
    "FaceComparing",
    "PictureReading",
    "RegistryAsking",
    "Witness",
    "add_picture",
    "agree_again",
    "appeal",
    "approve",
    "ask_again",
    "ask_reader",
    "begin_verification",
    "doubt",
    "draw_second_look",
    "drop_face",
    "escalate",
    "expire_verification",
    "give_fields",
    "give_up_asking",
    "give_up_reading",
    "hand_to_reader",
    "keep_reading",
    "lapse_identity",
    "name_agent",
    "overturn",
    "put_back",
    "read_pictures",
    "refuse",
    "show_fields",
    "show_picture",
    "show_to_person",
    "sign_details",
    "submit_verification",
    "take_from_person",
    "take_second_look",
    "take_up",
    "tell_decision",
    "tie_staff",
    "undo",
    "untie_staff",
    "uphold",
    "withdraw_verification",
]
