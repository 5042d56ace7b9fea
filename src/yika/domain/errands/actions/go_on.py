"""Lets an errand run on by itself: what needs nobody is settled, what is complete is finished."""

from yika.domain.errands.folder import Folder
from yika.domain.errands.rules import plan
from yika.domain.errands.rules.plan import Act, State, Turn
from yika.domain.errands.steps import step as step_of
from yika.domain.errands.steps.step import Visit
from yika.domain.journal.actions import record
from yika.domain.people.actions import acquaint
from yika.kit import ids


def go_on(folder: Folder, visit: Visit) -> None:
    """After each change: settle what there is nothing to ask for, and finish what is complete."""
    while (following := folder.next) and step_of(following.name).known(folder.stand(visit)):
        folder.write(Act.KNOWN, visit, step=following.name)
    if folder.state is State.OPEN and plan.is_complete(folder.plan, folder.record):
        folder.kind.finish(folder.stand(visit))
        folder.write(Act.DONE, visit)
        note("errand.done", folder, visit)


def welcome(folder: Folder, holder: str, visit: Visit) -> None:
    """Note who the person is, once that is known; the issuer may know him from now on."""
    folder.kind.check_holder(folder.stand(visit), holder)
    folder.row.holder = ids.read("hld", holder)
    acquaint(
        holder=holder,
        issuer=folder.row.issuer,
        **visit.who,
    )


def give_up(folder: Folder, visit: Visit) -> None:
    """Take back, the last step first, what must not stay of an errand that ends unfinished."""
    for turn in reversed(plan.settled(folder.record)):
        undo(folder, turn, visit)


def undo(folder: Folder, turn: Turn, visit: Visit) -> None:
    """Take back what a step did; one that was skipped or known did nothing."""
    if turn.act is Act.TAKEN:
        step_of(turn.step).undo(folder.stand(visit))


def note(event: str, folder: Folder, visit: Visit, **facts: object) -> None:
    """Tell the journal what happened to an errand."""
    record(
        event,
        subject=str(folder.row),
        issuer=folder.row.issuer,
        **visit.who,
        facts={"kind": folder.row.kind, "version": folder.row.version} | facts,
    )
