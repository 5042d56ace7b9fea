"""Every refusal of an enquiry, each with what to do about it."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownEnquiry(NotFound):
    """Also for who may not know of it, and for a number that another contact belongs to."""

    code = "enquiry.unknown"
    wording = gettext_noop(
        "There is no such enquiry for you. Check the number, and use the phone or e-mail address "
        "that it was asked from."
    )


class RequestReused(Conflict):
    code = "enquiry.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class ContactNeeded(Refusal):
    code = "enquiry.contact_needed"
    wording = gettext_noop("Sign in, or prove a phone number or an e-mail address we can answer.")


class AddedMeanwhile(Conflict):
    code = "enquiry.added_meanwhile"
    wording = gettext_noop("Something was added meanwhile. Read it before you answer.")


class IsClosed(Conflict):
    code = "enquiry.closed"
    wording = gettext_noop("This enquiry is closed. Ask anew, and name its number.")


class IsAnswered(Conflict):
    code = "enquiry.answered"
    wording = gettext_noop("This was answered already. There is nothing to escalate.")


class NotAnswered(Refusal):
    code = "enquiry.not_answered"
    wording = gettext_noop("This was not answered yet. It has to be answered first.")


class AlreadyRated(Conflict):
    code = "enquiry.already_rated"
    wording = gettext_noop("You have said already how satisfied you are. Thank you.")


class NotTheAsker(Refusal):
    code = "enquiry.not_the_asker"
    wording = gettext_noop("Only who asked can say how satisfied he is.")


class HighestLevel(Conflict):
    code = "enquiry.highest_level"
    wording = gettext_noop("This is at the highest level already. Answer it.")


class CannotTakeIt(Refusal):
    code = "enquiry.cannot_take_it"
    wording = gettext_noop("This person does not answer such enquiries here. Choose somebody else.")


class OnlyPeople(Refusal):
    code = "enquiry.only_people"
    wording = gettext_noop("Only a member of staff can look after an enquiry.")
