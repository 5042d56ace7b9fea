"""What taking a step and preparing one have in common: who does which, on which page."""

from dataclasses import dataclass

from yika.domain.errands.asked import Asked
from yika.domain.errands.folder import Folder
from yika.domain.errands.models import Errand
from yika.domain.errands.rules import access, refusals
from yika.domain.errands.steps import STEPS
from yika.domain.errands.steps.step import Step, Visit, Way
from yika.kit.errors import Conflict, Refusal


@dataclass(frozen=True, slots=True)
class Doing:
    """One try at a step: whose page showed which version, and by which request it came."""

    step: Step
    version: int
    visit: Visit
    asked: Asked

    def check_comes_next(self, folder: Folder) -> None:
        """Refuse who looks at an old page, and what does not come next."""
        folder.check_next(self.step.name, self.version, now=self.visit.now)

    def check_can_be_taken(self, folder: Folder) -> None:
        """The same, and what was not sent yet."""
        self.check_comes_next(folder)
        if self.step.sends is not None and not folder.is_prepared(self.step.name):
            raise refusals.NotPrepared


def step_here(folder: Folder, name: str, visit: Visit) -> tuple[Step, Way]:
    """The step and how this actor does it; refused for who may only look, and where he cannot."""
    access.check_serves(visit.by, folder.row.issuer)
    if name not in STEPS:
        raise refusals.NotTheNextStep
    way = STEPS[name].way(visit.by)
    if way is None:
        raise refusals.NotHere
    return STEPS[name], way


def note_refused(folder: Folder, refusal: Refusal) -> None:
    """Keep what the last try met, for whoever helps; that somebody was faster is no trouble."""
    if not isinstance(refusal, Conflict):
        Errand.objects.filter(pk=folder.row.pk, ended_at=None).update(trouble=refusal.code)
