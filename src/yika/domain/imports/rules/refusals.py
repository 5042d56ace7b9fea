"""Every way an import as a whole is refused. What is wrong with one line stands in `reasons`."""

from typing import Final

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownImport(NotFound):
    code = "import.unknown"
    wording = gettext_noop("There is no import {name}.")


class Ended(Refusal):
    """What ends an import that was begun. It is kept with it, and told whenever it is asked."""


class FileEmpty(Refusal):
    code = "import.file_empty"
    wording = gettext_noop("The file is empty. Choose the file with the cards.")


class OnlyHeader(Ended):
    code = "import.only_header"
    wording = gettext_noop("The file names columns, but there is no card below them.")


class FileTooLarge(Refusal):
    code = "import.file_too_large"
    wording = gettext_noop("The file is larger than {most} MiB. Split it and import the parts.")


class NotCsv(Refusal):
    code = "import.not_csv"
    wording = gettext_noop(
        "This file is {kind}, not CSV. Save the table as “CSV UTF-8” and choose that file."
    )


class NotText(Refusal):
    code = "import.not_text"
    wording = gettext_noop(
        "Byte {byte} of the file, in line {line}, is {value}, which is neither UTF-8 nor GBK. "
        "Save the table as “CSV UTF-8” and choose that file."
    )


class LineTooLong(Ended):
    code = "import.line_too_long"
    wording = gettext_noop("Line {line} is longer than {most} bytes. It cannot be one card.")


class QuotesNotClosed(Ended):
    code = "import.quotes_not_closed"
    wording = gettext_noop(
        "In line {line} a quotation mark is opened and never closed, so that nobody can tell "
        "where the next line begins. Close it, or remove it."
    )


class LineBreaksUnknown(Refusal):
    code = "import.line_breaks_unknown"
    wording = gettext_noop(
        "The lines of this file end as on old Macintosh computers. "
        "Save the table as “CSV UTF-8” and choose that file."
    )


class HeaderMissing(Refusal):
    code = "import.header_missing"
    wording = gettext_noop(
        "The first line must name the columns, and none of its names is known: {given}. "
        "Known are: {known}."
    )


class ColumnsUnknown(Refusal):
    code = "import.columns_unknown"
    wording = gettext_noop("These columns are not known: {given}. Known are: {known}.")


class ColumnsMissing(Refusal):
    code = "import.columns_missing"
    wording = gettext_noop("These columns are missing: {missing}.")


class ColumnTwice(Refusal):
    code = "import.column_twice"
    wording = gettext_noop("{first} and {second} are the same column. Remove one of them.")


class FileSeen(Conflict):
    code = "import.file_seen"
    wording = gettext_noop("This very file was imported before, as {before}. Nothing was changed.")


class RequestReused(Conflict):
    code = "import.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class TotalsMissing(Ended):
    code = "import.totals_missing"
    wording = gettext_noop(
        "The file brings opening balances. Say how many cards it holds and how much in each "
        "purse, as the system says it comes from. It was found to hold: {found}."
    )


class TotalsDiffer(Ended):
    code = "import.totals_differ"
    wording = gettext_noop("The file holds {found}, but you said {typed}. Nothing was imported.")


class LinesRefused(Ended):
    code = "import.lines_refused"
    wording = gettext_noop(
        "{refused} of {lines} lines are refused, and the file was to be taken as a whole. "
        "Nothing was imported."
    )


class NothingLeft(Ended):
    code = "import.nothing_left"
    wording = gettext_noop("All {lines} lines are refused. Nothing was imported.")


class NotChecked(Refusal):
    code = "import.not_checked"
    wording = gettext_noop("Only an import that waits for it is approved; this one is {state}.")


class NotByStaff(Refusal):
    code = "import.not_by_staff"
    wording = gettext_noop("Opening balances are approved by a member of staff, in person.")


class SamePerson(Refusal):
    code = "import.same_person"
    wording = gettext_noop("You started this import. Ask a second person to approve it.")


class NotApproved(Ended):
    code = "import.not_approved"
    wording = gettext_noop("The second person did not approve it. Nothing was imported.")


class ApprovalLate(Ended):
    code = "import.approval_late"
    wording = gettext_noop("Nobody approved it in time. Nothing was imported.")


class TooLate(Refusal):
    code = "import.too_late"
    wording = gettext_noop("This import is {state}, so it can no longer be cancelled.")


class NumbersTaken(Ended):
    code = "import.numbers_taken"
    wording = gettext_noop(
        "While this import waited, other cards were given {refused} of its numbers, and the file "
        "was to be taken as a whole. Nothing was imported."
    )


BY_CODE: Final[dict[str, type[Refusal]]] = {
    kind.code: kind
    for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, Refusal) and "code" in vars(kind)
    if kind.__module__ == __name__
}
