"""What can be done at the desk about names: proven, looked up, and borne by an organization."""

from yika.channels.counter.desk import Desk
from yika.channels.counter.operation import About, Operation
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop


def is_person(desk: Desk) -> bool:
    """The holder is somebody with a phone and a password, not an organization."""
    return not desk.is_house


def alone(desk: Desk) -> bool:
    """The person is at hand, and no card of his."""
    return desk.card is None and desk.errand is None


PROVE = Operation(
    name="prove",
    key="Y",
    title=gettext_noop("Prove the name"),
    done=gettext_noop("The name is proven."),
    right=Right.IDENTITY_SERVE,
    about=About.CARD,
    when=lambda desk: desk.needs_name and desk.errand is None and not desk.is_house,
)
PROVE_PERSON = Operation(
    name="prove-person",
    key="Y",
    title=gettext_noop("Prove the name"),
    right=Right.IDENTITY_SERVE,
    about=About.PERSON,
    when=lambda desk: alone(desk) and desk.wants_names and desk.organization is None,
)
NAMED = Operation(
    name="named",
    key="N",
    title=gettext_noop("All cards in his name"),
    right=Right.PEOPLE_REVEAL,
    about=About.PERSON,
    when=lambda desk: alone(desk) and desk.organization is None,
)
ORGANIZATIONS = Operation(
    name="organizations",
    key="J",
    title=gettext_noop("Organizations"),
    right=Right.PEOPLE_SEARCH,
    about=About.DESK,
    when=lambda desk: desk.person is None and desk.card is None,
)
NEW_ORGANIZATION = Operation(
    name="new-organization",
    key="J",
    title=gettext_noop("Register his organization"),
    done=gettext_noop("The organization is registered. Cards can be handed out to it."),
    right=Right.PEOPLE_REGISTER,
    about=About.PERSON,
    when=lambda desk: alone(desk) and desk.organization is None,
)
TAKE_LETTER = Operation(
    name="take-letter",
    key="T",
    title=gettext_noop("Take a letter"),
    done=gettext_noop("The letter is taken."),
    right=Right.PEOPLE_REGISTER,
    about=About.PERSON,
    when=lambda desk: alone(desk) and desk.organization is not None,
)
NAME_USER = Operation(
    name="name-user",
    key="U",
    title=gettext_noop("Name a user"),
    done=gettext_noop("He may use the card from now on."),
    right=Right.CARDS_HAND_OUT,
    about=About.PERSON,
    when=lambda desk: alone(desk) and desk.organization is not None and bool(desk.cards),
)
END_LETTER = Operation(
    name="end-letter",
    key="X",
    title=gettext_noop("End the letter"),
    done=gettext_noop("The letter has ended. He can do nothing more for the organization."),
    right=Right.PEOPLE_REGISTER,
    about=About.PERSON,
    when=lambda _desk: False,  # offered beside each letter
)
END_USER = Operation(
    name="end-user",
    key="X",
    title=gettext_noop("End the use"),
    done=gettext_noop("He uses the card no longer."),
    right=Right.CARDS_HAND_OUT,
    about=About.PERSON,
    when=lambda _desk: False,  # offered beside each user
)
SCREEN = Operation(
    name="screen",
    key="D",
    title=gettext_noop("Customer's screen"),
    right=Right.IDENTITY_SERVE,
    about=About.DESK,
    when=lambda desk: desk.person is None and desk.card is None,
)

OPERATIONS = (PROVE_PERSON, NAMED, NEW_ORGANIZATION, TAKE_LETTER, NAME_USER)
HIDDEN = (END_LETTER, END_USER)
OF_DESK = (ORGANIZATIONS, SCREEN)
