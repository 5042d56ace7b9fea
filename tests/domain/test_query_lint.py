"""The rules that let the same queries run over many machines, told from the source alone.

What a scan of the source can prove, it proves. How many rows a lock takes it cannot, so each
place that locks is named here with what it locks, and a new one fails until it is named too.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.sources import SOURCE, modules, name_of, text_of, tree_of

DOMAIN = SOURCE / "domain"
FILES = [path for path in DOMAIN.rglob("*.py") if "__pycache__" not in path.parts]

ONE_HOME = "one account by its id"
ONE_CARD = "one card by its id, or its PIN; several only one after the other in ascending order"
ONE_ERRAND = "one errand by its id"
UNSHARDED = "rows of a table that is not sharded"
BY_SHARD = "the accounts of a batch in ascending order; on Citus, one statement per shard"

LOCKS = {
    "yika.domain.applications.actions.arrive": [UNSHARDED],
    "yika.domain.applications.actions.end": [UNSHARDED],
    "yika.domain.applications.actions.keeping.step": [UNSHARDED],
    "yika.domain.campaigns.actions.advance_campaign": [UNSHARDED],
    "yika.domain.campaigns.actions.follow_proof": [UNSHARDED],
    "yika.domain.campaigns.running.hold": [UNSHARDED, UNSHARDED],
    "yika.domain.cards.actions.editions.hold_editions": [UNSHARDED],
    "yika.domain.cards.actions.life.hold_card": [ONE_CARD],
    "yika.domain.cards.actions.pins.try_pin": [ONE_CARD],
    "yika.domain.cards.actions.stock.draw_numbers": [UNSHARDED],
    "yika.domain.cards.actions.stock.hold_batch": [UNSHARDED, UNSHARDED],
    "yika.domain.cards.actions.stock.take_over": [UNSHARDED],
    "yika.domain.cards.actions.stops.settle": [UNSHARDED],
    "yika.domain.enquiries.folder": [UNSHARDED],
    "yika.domain.errands.actions.begin_errand": [ONE_ERRAND],
    "yika.domain.errands.actions.by_itself.follow_verification": [ONE_ERRAND],
    "yika.domain.errands.actions.pick_up": [ONE_ERRAND],
    "yika.domain.errands.folder": [ONE_ERRAND],
    "yika.domain.issuers.actions.change_issuer": [UNSHARDED],
    "yika.domain.issuers.actions.hold_days": [UNSHARDED],
    "yika.domain.issuers.actions.hold_outlet": [UNSHARDED],
    "yika.domain.identity.actions.giving.begin_verification": [UNSHARDED],
    "yika.domain.identity.actions.consents.withdraw_consent": [UNSHARDED],
    "yika.domain.identity.actions.retention.end_erasure": [UNSHARDED],
    "yika.domain.identity.actions.retention.keep_copy": [UNSHARDED],
    "yika.domain.identity.actions.retention.lift_hold": [UNSHARDED],
    "yika.domain.identity.actions.retention.place_hold": [UNSHARDED],
    "yika.domain.identity.actions.retention.take_back_erasure": [UNSHARDED],
    "yika.domain.identity.actions.review.untie_staff": [UNSHARDED],
    "yika.domain.identity.verifying.folder": [UNSHARDED],
    "yika.domain.identity.verifying.persons": [UNSHARDED],
    "yika.domain.imports.actions.work.hold_import": [UNSHARDED],
    "yika.domain.journal.actions.deliver_parcel": [UNSHARDED],
    "yika.domain.journal.actions.do_due_work": [UNSHARDED],
    "yika.domain.journal.actions.retry_parcel": [UNSHARDED],
    "yika.domain.ledger.queries": [UNSHARDED, ONE_HOME],
    "yika.domain.ledger.posting.stores.statements": [BY_SHARD, BY_SHARD],
    "yika.domain.machines.actions.claim_answer": [UNSHARDED],
    "yika.domain.machines.actions.keep_answer": [UNSHARDED],
    "yika.domain.machines.actions.hold_machine": [UNSHARDED],
    "yika.domain.machines.actions.pair_machine": [UNSHARDED],
    "yika.domain.machines.actions.revoke_key": [UNSHARDED],
    "yika.domain.organizations.mandating": [UNSHARDED],
    "yika.domain.outlets.actions.call_next": [UNSHARDED],
    "yika.domain.outlets.actions.end_turn": [UNSHARDED],
    "yika.domain.outlets.actions.follow": [UNSHARDED],
    "yika.domain.outlets.actions.hold": [UNSHARDED] * 4,
    "yika.domain.people.actions.codes.try_code": [UNSHARDED],
    "yika.domain.people.actions.contacts.clear_contact": [UNSHARDED],
    "yika.domain.people.actions.passkeys.remove_passkey": [UNSHARDED],
    "yika.domain.people.actions.passkeys.use_passkey": [UNSHARDED],
    "yika.domain.people.actions.sign_in.hold_login": [UNSHARDED],
    "yika.domain.people.actions.sign_in.login_of": [UNSHARDED],
    "yika.domain.people.actions.staff.pending": [UNSHARDED],
    "yika.domain.people.reach": [UNSHARDED],
    "yika.domain.staff.actions.hold_approval": [UNSHARDED],
    "yika.domain.staff.actions.hold_membership": [UNSHARDED],
    "yika.domain.messages.actions.mark_read": [UNSHARDED],
    "yika.domain.vault.actions.files": [UNSHARDED],
    "yika.domain.vault.actions.seal_rows": [UNSHARDED],
    "yika.domain.vault.actions.tries": [UNSHARDED],
    "yika.domain.visits.keeping.reach": [UNSHARDED, UNSHARDED],
}
# Statements that look beyond the homes they were given: a reversal reads where its original was
# written, and `verify` looks at everything.
CROSSING = ("yika.domain.ledger.posting.stores", "yika.domain.ledger.verify")

WRITTEN_ONCE = {"Move", "Answer"}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE \w+|DELETE FROM|WITH RECURSIVE|BEGIN|SET LOCAL)\b")
ROW_LOCK = re.compile(r"\bFOR (NO KEY )?(UPDATE|SHARE)\b")
TRIGGER = re.compile(
    r"\bcreate\s+(or\s+replace\s+)?(constraint\s+)?(trigger|function|procedure)\b", re.IGNORECASE
)
LIVE_SUM = re.compile(r"\b(sum|avg)\s*\(\s*(\w+\.)?(balance|held|balance_after)\b", re.IGNORECASE)
LIVE = {"balance", "held", "balance_after"}
REWRITTEN = re.compile(r"\b(UPDATE|DELETE FROM)\s+ledger_(move|answer)\b", re.IGNORECASE)
JOINED = re.compile(
    r"JOIN (?:ledger_(?:account|move|answer|hold)|\{\}) \w+\s+ON (.*?)"
    r"(?=\bJOIN\b|\bLEFT\b|\bWHERE\b|\bGROUP\b|\bORDER\b|\)|$)",
    re.DOTALL,
)


def texts(tree: ast.AST) -> Iterator[str]:
    """Every text of the source but docstrings; what an f-string fills in is `{}`."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in documents | inside:
            yield from [node.value] if isinstance(node.value, str) else []


def statements(tree: ast.AST) -> Iterator[str]:
    return (text for text in texts(tree) if SQL.search(text))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Each call with the bare name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def locks(tree: ast.AST) -> int:
    in_sql = sum(bool(ROW_LOCK.search(text)) for text in texts(tree))
    return in_sql + sum(name == "select_for_update" for name, _ in calls(tree))


def scripts(tree: ast.AST) -> list[str]:
    """Several statements in one text."""
    many = [text for text in statements(tree) if ";" in text.strip().rstrip(";")]
    return many + [name for name, _ in calls(tree) if name == "executescript"]


def live_sums(tree: ast.AST) -> list[str]:
    """Balances that are added up as they stand, over homes that move meanwhile."""
    found = [text for text in statements(tree) if LIVE_SUM.search(text)]
    sums = (call for name, call in calls(tree) if name in {"Sum", "Avg"} and call.args)
    return found + [ast.unparse(call) for call in sums if column(call.args[0]) in LIVE]


def column(node: ast.expr) -> str:
    """The column that an aggregate is over: `"balance"`, `"account__held"`, `F("held")`."""
    named = node.args[0] if isinstance(node, ast.Call) and node.args else node
    return str(named.value).rpartition("__")[2] if isinstance(named, ast.Constant) else ""


def rewritten(tree: ast.AST) -> list[str]:
    """Rows changed or removed that are written once."""
    found = [text for text in statements(tree) if REWRITTEN.search(text)]
    for name, call in calls(tree):
        if name in {"update", "delete", "bulk_update", "save"} and root(call) in WRITTEN_ONCE:
            found.append(ast.unparse(call))
    return found


def root(node: ast.AST) -> str:
    """The name that a chain of attributes and calls begins with."""
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def crossings(tree: ast.AST) -> int:
    """Joins of sharded tables that are not by account."""
    return sum(
        "account_id" not in condition
        for text in statements(tree)
        for condition in JOINED.findall(text)
    )


def parsed() -> Iterator[tuple[str, ast.AST]]:
    for path in modules(DOMAIN):
        yield name_of(path), tree_of(path)


def found_by(lint) -> dict[str, object]:
    return {name: found for name, tree in parsed() if (found := lint(tree))}


def test_every_place_that_locks_rows_is_known() -> None:
    assert found_by(locks) == {name: len(kinds) for name, kinds in LOCKS.items()}


def test_only_the_posting_engine_locks_several_homes() -> None:
    kinds = Counter(kind for kinds in LOCKS.values() for kind in kinds)
    engine = LOCKS["yika.domain.ledger.posting.stores.statements"]

    assert kinds[BY_SHARD] == engine.count(BY_SHARD)
    assert kinds[ONE_HOME] == 1


def test_several_homes_are_locked_in_ascending_order() -> None:
    path = DOMAIN / "ledger" / "posting" / "stores" / "statements.py"
    tree = tree_of(path)
    locking = [text for text in texts(tree) if ROW_LOCK.search(text)]

    assert locking
    assert all("ORDER BY id FOR NO KEY UPDATE" in text for text in locking)


def test_no_statement_is_a_script() -> None:
    assert found_by(scripts) == {}


def test_live_balances_are_never_added_up() -> None:
    assert found_by(live_sums) == {}


def test_moves_and_answers_are_written_once() -> None:
    assert found_by(rewritten) == {}


def test_sharded_tables_are_joined_by_account() -> None:
    assert [name for name in found_by(crossings) if not name.startswith(CROSSING)] == []


def test_there_are_no_triggers_and_no_stored_procedures() -> None:
    made = [path for path in FILES if TRIGGER.search(text_of(path))]

    assert made == []


def test_the_lint_finds_what_it_is_for() -> None:
    bad = ast.parse('''
def careless():
    """SELECT nothing; this is a docstring."""
    Account.objects.select_for_update().filter(id__in=ids)
    run("SELECT id FROM ledger_account FOR UPDATE")
    run("UPDATE ledger_book SET zone = ''; SELECT 1")
    run("SELECT sum(a.balance) FROM ledger_account a")
    Account.objects.aggregate(total=Sum("balance"), of=Sum(F("account__held")))
    run(f"UPDATE ledger_move SET amount = {amount}")
    Move.objects.filter(account=1).update(amount=0)
    run("SELECT 1 FROM ledger_move m JOIN ledger_account o ON o.id = m.other_id WHERE true")
    run("SELECT 1 FROM ledger_move m JOIN ledger_account a ON a.id = m.account_id WHERE true")
''')

    assert locks(bad) == 2
    assert scripts(bad) == ["UPDATE ledger_book SET zone = ''; SELECT 1"]
    assert len(live_sums(bad)) == 3
    assert rewritten(bad) == [
        "UPDATE ledger_move SET amount = {}",
        "Move.objects.filter(account=1).update(amount=0)",
    ]
    assert crossings(bad) == 1
    assert TRIGGER.search("CREATE OR REPLACE TRIGGER t")
