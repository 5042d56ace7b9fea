"""What the policy of a product asks of one verification."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal

from yika.domain.identity.rules.checks import Check, Outcome
from yika.domain.identity.rules.checks import Policy as CheckPolicy
from yika.domain.identity.rules.documents import RULES, Side
from yika.domain.identity.rules.reasons import Reason
from yika.domain.identity.rules.review.refusals import (
    AgentNotAllowed,
    LevelNotReached,
    OnlyPeople,
    OtherDocument,
    RegisterNeeded,
)
from yika.domain.identity.rules.review.times import moment_after
from yika.kit.actor import Channel
from yika.products.documents import Document
from yika.products.tables.real_name import RealName

Moment = Literal["activation", "service", "limits"]
_NEEDED = {
    "never": frozenset(),
    "before-activation": frozenset({"activation", "service", "limits"}),
    "before-service": frozenset({"service", "limits"}),
    "above-limits": frozenset({"limits"}),
}
REMOTE, SEEN, VOUCHED = 1, 2, 3
FACE_FROM = 14
"""Below this age a guardian has to agree to a picture of the face, whatever the policy says."""
GUARDIAN, AGENT = "guardian", "agent"


def is_needed(policy: RealName | None, moment: Moment) -> bool:
    """Whether somebody's name has to be proven by this moment in the life of a card."""
    return policy is not None and moment in _NEEDED[policy.need]


def check_document(policy: RealName, document: str) -> Document:
    """Refuse a document that is neither one of those to show nor of those besides."""
    for known in (*policy.documents, *policy.plus):
        if document == known:
            return known
    raise OtherDocument


def first_document(policy: RealName, document: str) -> Document:
    """The same for the document that says who somebody is."""
    found = check_document(policy, document)
    if found not in policy.documents:
        raise OtherDocument
    return found


def sides(policy: RealName, document: Document) -> tuple[Side, ...]:
    """What has to be photographed of a document."""
    all_sides = tuple(RULES[document].sides)
    return all_sides[:1] if document in policy.front_only else all_sides


def agent_sides(policy: RealName, document: str) -> tuple[tuple[Document, Side], ...]:
    """What has to be photographed of the document of who comes for the holder."""
    known = next((one for one in RULES if one == document), None)
    if known is None or not policy.agent_pictures:
        return ()
    return tuple((known, side) for side in sides(policy, known))


def missing(
    policy: RealName, document: Document, there: Collection[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The sides that are still to be given, as document and side; there may be none of `plus`."""
    wanted = [(str(document), side.value) for side in sides(policy, document)]
    wanted = [one for one in wanted if one not in there]
    if policy.plus and not any(_is_whole(policy, each, there) for each in policy.plus):
        wanted += [(str(policy.plus[0]), side.value) for side in sides(policy, policy.plus[0])]
    return tuple(one for one in wanted if one not in there)


def _is_whole(policy: RealName, document: Document, there: Collection[tuple[str, str]]) -> bool:
    return all((str(document), side.value) in there for side in sides(policy, document))


def check_agent(policy: RealName, role: str, *, seen: bool) -> None:
    """Refuse somebody who comes for the holder where the policy wants the holder.

    `seen`: staff have him and his document before them. Of nobody else but a guardian a picture
    of his document is as good.
    """
    allowed = {"": True, AGENT: policy.agents, GUARDIAN: policy.guardians}
    if not allowed.get(role, False):
        raise AgentNotAllowed
    if role and not seen and not (role == GUARDIAN and policy.agent_pictures):
        raise OnlyPeople


def face_from(policy: RealName) -> int:
    """From which age on somebody agrees for himself to a picture of his face."""
    return max(FACE_FROM, policy.minors)


def bars_face(policy: RealName, ages: Iterable[int], role: str) -> bool:
    """Whether it is a minor without his guardian, by any of the ages that are known of him."""
    return role != GUARDIAN and any(age < face_from(policy) for age in ages)


def promised(policy: RealName, now: datetime, zone: str) -> datetime:
    """By when it is decided, if it is submitted now."""
    return moment_after(policy.promise, now, zone)


def check_policy(policy: RealName, document: Document, role: str) -> CheckPolicy:
    """What the checks have to know of it."""
    return CheckPolicy(
        adult_from=policy.minors,
        guardian=role == GUARDIAN,
        sides=frozenset(sides(policy, document)),
    )


def reached(*, original_seen: bool, face_compared: bool, vouched: bool = False) -> int:
    """How firmly somebody is known by what staff have seen, and an official register has said.

    What a register says of name and number makes nobody their owner: alone it raises nothing.
    """
    if not (original_seen and face_compared):
        return REMOTE
    return VOUCHED if vouched else SEEN


def check_level(policy: RealName, level: int) -> None:
    """Refuse to confirm less than what the policy asks for."""
    if level < min(policy.level, SEEN):
        raise LevelNotReached
    if level < policy.level:
        raise RegisterNeeded


def is_clean(checks: Iterable[Check]) -> bool:
    """Whether every check passed. What could not be run is no pass, unless nothing was there."""
    found = list(checks)
    idle = (Outcome.NOT_RUN, Reason.NOTHING_TO_COMPARE)
    return bool(found) and all(
        one.outcome is Outcome.PASS or (one.outcome, one.reason) == idle for one in found
    )


def passes_alone(policy: RealName, checks: Iterable[Check], *, alone: bool) -> bool:
    """Whether the checks decide without anybody: only at the lowest level and without a face."""
    able = policy.decide == "checks" and policy.level == REMOTE and policy.face == "none"
    return able and alone and is_clean(checks)


def passes_at_once(policy: RealName, outcomes: Iterable[Outcome], channel: Channel) -> bool:
    """Whether who stands at the counter may decide there and then."""
    able = policy.decide == "counter" and not policy.four_eyes and channel is Channel.COUNTER
    return able and Outcome.FAIL not in set(outcomes)


def is_drawn(policy: RealName, chance: bytes) -> bool:
    """Whether somebody looks at a confirmation again; of many, as many in a hundred as it says."""
    return int.from_bytes(chance[-8:]) % 100 < policy.second_look


def needs_two(policy: RealName, outcomes: Iterable[Outcome]) -> bool:
    """Whether two people have to agree: where the policy says so, and against any failed check."""
    return policy.four_eyes or bool({Outcome.FAIL, Outcome.ERROR} & set(outcomes))
