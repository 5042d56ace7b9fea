"""Runs every check at a submission and keeps the answers."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from yika.domain.identity.models import CheckResult, Evidence
from yika.domain.identity.rules.checks import Check, CheckName, Outcome, run
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.numbers import age_on
from yika.domain.identity.rules.review import known, policy, times
from yika.domain.identity.rules.review.asking import AGENT, HOLDER
from yika.domain.identity.rules.review.known import Answer
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.verifying import persons
from yika.domain.identity.verifying.folder import Folder
from yika.domain.people.queries import name_for
from yika.kit.actor import Actor, ActorKind, Channel

ENGINE_MAX = 32
OF_AGE = 18
REGISTRY, FACE = "registry", "face"
ADVICE = frozenset({"reading", REGISTRY, FACE})
OF_AGENT = frozenset({CheckName.NUMBER, CheckName.NAME, CheckName.NUMBER_AGREES, CheckName.DATES})
"""The checks that need nothing but what is always written down of who comes for the holder."""


def document_checks(folder: Folder, *, now: datetime) -> tuple[Check, ...]:
    """What the document itself says, on today's date where the issuer is."""
    return run(
        folder.document,
        folder.given(),
        read=read_fields(folder),
        policy=policy.check_policy(folder.policy, folder.document, folder.row.agent_role),
        today=times.today(now, folder.zone),
    )


def person_checks(folder: Folder) -> tuple[Answer, ...]:
    """What this issuer knows of the person besides."""
    given = folder.given()
    keys, names = persons.person_keys(folder.document, given), persons.name_keys(given)
    known_as = persons.other_accounts(folder, keys)
    return (
        known.person(
            duplicate=persons.same_person_elsewhere(folder, keys),
            twin=persons.same_name_elsewhere(folder, names),
        ),
        known.limit(
            most=folder.policy.cards_per_person,
            accounts=known_as,
            pending=persons.other_accounts(folder, keys, pending=True) - known_as,
        ),
        known.history(suspicious=persons.was_suspicious(folder, keys)),
    )


def agent_check(folder: Folder, *, now: datetime) -> tuple[Answer, ...]:
    """What can be said of who comes for the holder, from what his document says."""
    found = folder.agent()
    if found is None:
        return ()
    document, given = found
    today = times.today(now, folder.zone)
    checks = [one for one in run(document, given, today=today) if one.name in OF_AGENT]
    underage = given.born_on is not None and age_on(given.born_on, today) < OF_AGE
    own = persons.person_keys(folder.document, folder.given())
    same = not set(own).isdisjoint(persons.person_keys(document, given))
    return (known.agent(checks, same=same, underage=underage),)


def account_check(folder: Folder) -> tuple[Answer, ...]:
    """Whether the account is called like the document; nothing where it is called nothing."""
    him = Actor(ActorKind.HOLDER, folder.holder, Channel.WORKER)
    called, given = name_for(folder.holder, him), folder.given()
    names = [name for name in (given.name, given.latin_name) if name]
    return (known.account_name(called, names),) if called and names else ()


def weighty(answers: Iterable[Answer | CheckResult]) -> list[Outcome]:
    """The outcomes that count against a confirmation: advice that nobody could get does not."""
    found = [(one.name, Outcome(one.outcome)) for one in answers]
    return [one for name, one in found if not (name in ADVICE and one is Outcome.ERROR)]


def is_vouched(folder: Folder) -> bool:
    """Whether a register said, at this submission, that name and number belong together."""
    rows = CheckResult.objects.filter(verification=folder.row, attempt=folder.row.attempt)
    return rows.filter(name=REGISTRY, outcome=Outcome.PASS.value).exists()


def reached(folder: Folder) -> int:
    """How firmly the holder would be known, were it confirmed now."""
    row = folder.row
    vouched = folder.policy.level > policy.SEEN and is_vouched(folder)
    seen = {"original_seen": row.original_seen, "face_compared": row.face_compared}
    return policy.reached(**seen, vouched=vouched)


def asked_outside(folder: Folder) -> tuple[str, ...]:
    """Whom to ask besides: a register where the level needs it, a program where a face is there."""
    rule = folder.policy
    wanted = [REGISTRY] if rule.level > policy.SEEN else []
    if rule.face == "hint" and any(one.side == Side.FACE.value for one in pictures(folder)):
        wanted.append(FACE)
    return tuple(wanted)


def awaited(folder: Folder, answers: Iterable[CheckResult]) -> tuple[str, ...]:
    """Whose answer is still to come."""
    if folder.state is not State.IN_REVIEW:
        return ()
    there = {one.name for one in answers}
    return tuple(name for name in asked_outside(folder) if name not in there)


def keep_answers(folder: Folder, answers: tuple[Answer, ...], *, now: datetime) -> None:
    """Write down each answer of this submission, with what gave it."""
    for one in answers:
        row = CheckResult(
            verification=folder.row,
            attempt=folder.row.attempt,
            name=one.name,
            outcome=one.outcome.value,
            reason=one.reason,
            engine=one.engine[:ENGINE_MAX],
            engine_version=one.version[:ENGINE_MAX],
            at=now,
        )
        row.keep("facts", json.dumps(dict(one.facts)) if one.facts else "")
        row.save()


def read_fields(folder: Folder) -> Mapping[Side, Fields] | None:
    """What a reader found on each side; None where there was no reader."""
    text = folder.row.told("read")
    if not text:
        return None
    return {Side(side): Fields.of(said) for side, said in json.loads(text).items()}


def pictures(folder: Folder) -> list[Evidence]:
    """The pictures that count now."""
    return list(Evidence.objects.filter(verification=folder.row, replaced_at=None).order_by("id"))


def missing(folder: Folder) -> tuple[tuple[str, str], ...]:
    """The sides of the holder's documents that are still to be given."""
    there = {(one.document, one.side) for one in pictures(folder) if one.whose == HOLDER}
    return policy.missing(folder.policy, folder.document, there)


def agent_sides(folder: Folder) -> tuple[tuple[str, str], ...]:
    """The sides to be given of the document of who comes for the holder."""
    wanted = policy.agent_sides(folder.policy, folder.agent_document())
    return tuple((document, side.value) for document, side in wanted)


def agent_missing(folder: Folder) -> tuple[tuple[str, str], ...]:
    """Those of them that are still to be given."""
    wanted = agent_sides(folder)
    rows = pictures(folder) if wanted else []
    there = {(one.document, one.side) for one in rows if one.whose == AGENT}
    return tuple(one for one in wanted if one not in there)


def outcomes(folder: Folder) -> list[CheckResult]:
    """The answers of the last submission."""
    rows = CheckResult.objects.filter(verification=folder.row, attempt=folder.row.attempt)
    return list(rows.order_by("id"))
