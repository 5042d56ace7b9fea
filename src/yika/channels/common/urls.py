"""The addresses that every face shares."""

from django.urls import path

from yika.channels.common import display
from yika.channels.common.staff import coming_in, passkeys

app_name = "common"
urlpatterns = [
    path("display", display.change_display, name="display"),
    path("staff/sign-in", coming_in.sign_in, name="staff-sign-in"),
    path("staff/second-factor", coming_in.second_factor, name="staff-second-factor"),
    path("staff/enroll", coming_in.enroll, name="staff-enroll"),
    path("staff/second-factor/begin", passkeys.begin_second_factor, name="staff-passkey-begin"),
    path("staff/second-factor/finish", passkeys.finish_second_factor, name="staff-passkey-finish"),
    path("staff/passkeys", passkeys.passkeys, name="staff-passkeys"),
    path("staff/passkeys/begin", passkeys.begin, name="staff-passkey-add-begin"),
    path("staff/passkeys/finish", passkeys.finish, name="staff-passkey-add-finish"),
    path("staff/passkeys/<str:passkey_id>/remove", passkeys.remove, name="staff-passkey-remove"),
    path("staff/sign-out", coming_in.sign_out, name="staff-sign-out"),
]
