"""What every act of a reviewer begins with: the folder, locked, and whether it is his to do."""

from yika.domain.identity.rules.review import access, refusals, times
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.verifying import persons
from yika.domain.identity.verifying.folder import Folder, Visit


def check_mine(folder: Folder, act: Act, visit: Visit, *, version: int | None = None) -> None:
    """Refuse who does not review it, has not taken it up, or saw it as it was before."""
    row, by = folder.row, visit.by
    access.check_reviews(by, folder.standing)
    folder.check_step(act)
    access.check_decides(persons.reviewer(by), folder.standing)
    if row.locked_by != by.id:
        held = times.is_held(row.locked_until, visit.now)
        raise refusals.LockedByOther if row.locked_by and held else refusals.NotTakenUp
    if version is not None and version != row.version:
        raise refusals.ChangedMeanwhile
