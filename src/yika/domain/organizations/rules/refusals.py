"""What is refused about organizations."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownOrganization(NotFound):
    """Also for who may not act for it."""

    code = "organization.unknown"
    wording = gettext_noop("There is no such organization here.")


class UnknownMandate(NotFound):
    code = "organization.unknown_mandate"
    wording = gettext_noop("There is no such letter of authority here.")


class UnknownUser(NotFound):
    code = "organization.unknown_user"
    wording = gettext_noop("This person does not use this card.")


class CodeTaken(Conflict):
    code = "organization.code_taken"
    wording = gettext_noop("An organization with this code is registered already.")


class OrganizationRequestReused(Conflict):
    code = "organization.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class InPerson(Refusal):
    """Somebody has to answer for having seen the original."""

    code = "organization.in_person"
    wording = gettext_noop("Letters of authority are taken by somebody who works here, in person.")


class OwnLetter(Refusal):
    code = "organization.own_letter"
    wording = gettext_noop("This letter is for you. Ask a colleague to take it.")


class PersonNotProven(Refusal):
    code = "organization.person_not_proven"
    wording = gettext_noop(
        "Whoever acts for an organization proves first who he is. Do that, then come back here."
    )


class LetterOver(Refusal):
    code = "organization.letter_over"
    wording = gettext_noop(
        "The letter of authority is not good today. Bring a new one to an outlet."
    )


class NotYourPart(Refusal):
    code = "organization.not_your_part"
    wording = gettext_noop("This is for somebody else in your organization to do.")


class CardOfAPerson(Refusal):
    code = "organization.card_of_a_person"
    wording = gettext_noop("Only cards of an organization have users besides their holder.")
