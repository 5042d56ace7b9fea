"""Why a card is not stopped, or not let go again."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop

SCOPE_EXPECTED = gettext_noop("Choose what is blocked: everything, spending or topping up.")


class UnknownStop(NotFound):
    code = "stop.unknown"
    wording = gettext_noop("There is no such report or block of this card.")


class AlreadyReported(Conflict):
    code = "stop.already_reported"
    wording = gettext_noop("This loss is reported already. The card is stopped, nothing is lost.")


class AlreadyFrozen(Conflict):
    code = "stop.already_frozen"
    wording = gettext_noop("This card is frozen already.")


class NotFrozen(Conflict):
    code = "stop.not_frozen"
    wording = gettext_noop("This card is not frozen.")


class StopEnded(Conflict):
    code = "stop.ended"
    wording = gettext_noop("This report or block has ended already.")


class OtherKindOfStop(Conflict):
    code = "stop.other_kind"
    wording = gettext_noop("This is another kind of stop, which ends in another way.")


class WhichStop(Conflict):
    code = "stop.which"
    wording = gettext_noop("This card is blocked more than once. Say which block is meant.")


class TooManyStops(Conflict):
    code = "stop.too_many"
    wording = gettext_noop("A card has at most {most} stops at once. Lift one of them first.")


class LossNotTaken(Refusal):
    code = "stop.loss_not_taken"
    wording = gettext_noop(
        "Cards of this kind cannot be reported lost: like cash, they belong to whoever has them."
    )


class LossOfNobody(Refusal):
    code = "stop.loss_of_nobody"
    wording = gettext_noop(
        "This card is in nobody's name, so nobody can report it lost. Call the hotline of the "
        "issuer if you think otherwise."
    )


class OnlyFormal(Refusal):
    code = "stop.only_formal"
    wording = gettext_noop("Cards of this kind are reported lost for good, not for a time.")


class NoSuchPart(Refusal):
    code = "stop.no_such_part"
    wording = gettext_noop("This card has no such part. Report the whole card.")


class LostInFuture(Refusal):
    code = "stop.lost_in_future"
    wording = gettext_noop("A card is not lost in the future, nor ten years ago. Say when it was.")


class UndoneAtCounter(Refusal):
    code = "stop.undone_at_counter"
    wording = gettext_noop(
        "This report ends at a counter, where somebody looks at your document. Take the card along."
    )


class FreezeNotOffered(Refusal):
    code = "stop.freeze_not_offered"
    wording = gettext_noop(
        "The issuer does not let you freeze this card in this way. You can report it lost instead."
    )


class EndsInPast(Refusal):
    code = "stop.ends_in_past"
    wording = gettext_noop("The end lies in the past. Choose a later moment.")


class EndsTooLate(Refusal):
    code = "stop.ends_too_late"
    wording = gettext_noop("The end is more than ten years away. Choose an earlier one, or none.")


class SecondPersonNeeded(Refusal):
    code = "stop.second_person_needed"
    wording = gettext_noop(
        "Blocking this card beyond {alone:%Y-%m-%d %H:%M} (UTC) needs a second person. Ask for an "
        "approval, or choose an earlier end."
    )


class NoSuchVersion(Refusal):
    code = "stop.no_such_version"
    wording = gettext_noop(
        "The stop list has not come to this version yet. Fetch it from the beginning, from 0."
    )
