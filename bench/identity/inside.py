"""The part of the benchmark of real names that is inside Django, in a process of its own."""

import json
import sys

import django


def main() -> None:
    """Do what `desk.Base` asked for; the answer is one JSON object on stdout."""
    django.setup()
    from bench.identity import persons, submissions  # noqa: PLC0415  Django is set up by now

    what, *rest = sys.argv[1:]
    if what == "persons":
        persons.hurry()
    if what == "make":
        answer = submissions.make()
    else:
        acts = {
            "fill_in": submissions.fill_in,
            "rows": submissions.rows,
            "submit": submissions.submit,
            "persons": persons.fill,
            "find": persons.find,
            "seek": persons.seek,
        }
        answer = acts[what](int(rest[0]))
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
