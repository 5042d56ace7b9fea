"""What cannot be done with a campaign, in words for whoever wants it."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownCampaign(NotFound):
    code = "campaign.unknown"
    wording = gettext_noop("There is no such campaign here.")


class UnknownCampaignCard(NotFound):
    code = "campaign.unknown_card"
    wording = gettext_noop("This card is in no campaign here.")


class NothingToProve(Refusal):
    code = "campaign.nothing_to_prove"
    wording = gettext_noop("This product asks nobody for a name: its policy has to say so first.")


class CampaignOn(Conflict):
    code = "campaign.on"
    wording = gettext_noop("There is a campaign for this product already. End that one first.")


class TooSoon(Refusal):
    code = "campaign.too_soon"
    wording = gettext_noop(
        "The first warning would lie in the past. Choose a later deadline, or warn later."
    )


class SecondPersonStarts(Refusal):
    code = "campaign.second_person"
    wording = gettext_noop("You planned this campaign yourself. A second person has to start it.")


class NotPlanned(Conflict):
    code = "campaign.not_planned"
    wording = gettext_noop("This campaign was started already, or has ended.")


class CampaignOver(Conflict):
    code = "campaign.over"
    wording = gettext_noop("This campaign has ended.")


class CardIsOver(Conflict):
    code = "campaign.card_is_over"
    wording = gettext_noop("This card is no longer asked for anything.")


class NobodyToTell(Refusal):
    code = "campaign.nobody_to_tell"
    wording = gettext_noop("This card has no holder whom we could tell anything.")


class WarnedJustNow(Refusal):
    code = "campaign.warned_just_now"
    wording = gettext_noop("A warning left within the last day. See first whether it arrives.")


class CampaignRequestReused(Conflict):
    code = "campaign.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")
