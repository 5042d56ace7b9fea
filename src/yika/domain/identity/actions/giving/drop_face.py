"""Takes the picture of a face back, without a word about why."""

from datetime import datetime

from django.db import transaction

from yika.domain.identity.queries.verifications import view
from yika.domain.identity.rules.review import access
from yika.domain.identity.rules.review.states import Act
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.verifying import faces
from yika.domain.identity.verifying.asked import asked
from yika.domain.identity.verifying.folder import Visit, note, open_folder
from yika.kit.actor import Actor


@transaction.atomic
def drop_face(*, verification: str, by: Actor, now: datetime, request_id: str) -> VerificationView:
    """Destroy the picture of the holder's face, if there is one; all else goes on without it.

    Safe to repeat.
    """
    visit, request = Visit(by, now, request_id), asked(request_id, "drop-face", verification)
    folder = open_folder(verification, by=by, lock=True)
    if folder.has_seen(request):
        return view(folder, by=by, now=now)

    access.check_gives(by, folder.standing)
    folder.check_step(Act.FACE_DROPPED)
    if faces.drop_faces(folder, now=now):
        folder.rest(now)
        folder.write(Act.FACE_DROPPED, visit, asked=request)
        note("identity.face_dropped", folder, visit)
    return view(folder, by=by, now=now)
