"""The addresses that every face shares."""

from django.urls import path

from yika.channels.common import display, staff_pages

app_name = "common"
urlpatterns = [
    path("display", display.change_display, name="display"),
    path("staff/sign-in", staff_pages.sign_in, name="staff-sign-in"),
    path("staff/second-factor", staff_pages.second_factor, name="staff-second-factor"),
    path("staff/enroll", staff_pages.enroll, name="staff-enroll"),
    path("staff/sign-out", staff_pages.sign_out, name="staff-sign-out"),
]
