"""Every refusal of an application, each with what happened and what to do about it."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownApplication(NotFound):
    code = "application.unknown"
    wording = gettext_noop("There is no such application. Check the case number.")


class NotOffered(NotFound):
    code = "application.not_offered"
    wording = gettext_noop(
        "This kind of card cannot be applied for, or not any more. Look at the kinds on offer."
    )


class AlreadyApplied(Conflict):
    code = "application.already_applied"
    wording = gettext_noop(
        "You have applied for a card of this kind already, case number {case}. "
        "See where it stands, or withdraw it first."
    )


class NoSuchStep(Conflict):
    code = "application.no_such_step"
    wording = gettext_noop(
        "This cannot be done with the application as it stands now. Look at it again."
    )


class RequestReused(Conflict):
    code = "application.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class NotThisWay(Refusal):
    code = "application.not_this_way"
    wording = gettext_noop("A card of this kind does not come to its holder in this way.")


class OutletNotOpen(Refusal):
    code = "application.outlet_not_open"
    wording = gettext_noop("Cards of this kind cannot be collected there. Choose another outlet.")


class OtherOutlet(Refusal):
    code = "application.other_outlet"
    wording = gettext_noop("This application is served at another outlet.")


class OtherKind(Refusal):
    code = "application.other_kind"
    wording = gettext_noop("This card is of another kind than the one applied for.")


class OtherNumber(Refusal):
    code = "application.other_number"
    wording = gettext_noop("The holder chose the number {number}. Take that card.")


class NoCardYet(Refusal):
    code = "application.no_card_yet"
    wording = gettext_noop("No card has been put aside for this application. Choose one first.")


class ReasonUnknown(Refusal):
    code = "application.reason_unknown"
    wording = gettext_noop("Choose one of the listed reasons.")


class NoteTooLong(Refusal):
    code = "application.note_too_long"
    wording = gettext_noop("A note has at most {longest} characters. Write it shorter.")


class CarrierNeeded(Refusal):
    code = "application.carrier_needed"
    wording = gettext_noop("Enter who carries it and the number to follow it by.")


class DocumentNeeded(Refusal):
    code = "application.document_needed"
    wording = gettext_noop("Ask for one of the documents that are needed, and choose which it was.")


class NoAddress(Refusal):
    code = "application.no_address"
    wording = gettext_noop("There is no address to send this card to.")
