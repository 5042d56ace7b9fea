"""The addresses of the website."""

from django.urls import path

from yika.channels.web import display, pages

app_name = "web"
urlpatterns = [
    path("", pages.front, name="front"),
    path("display", display.change_display, name="display"),
]
