"""The addresses of the kiosk. None of them names a person, a card or an errand."""

from django.urls import path

from yika.channels.kiosk.pages import activate, pairing, start

app_name = "kiosk"
urlpatterns = [
    path("kiosk", start.attract, name="attract"),
    path("kiosk/help", start.help_me, name="help"),
    path("kiosk/end", start.end, name="end"),
    path("kiosk/alive", start.alive, name="alive"),
    path("kiosk/pair", pairing.pair, name="pair"),
    path("kiosk/activate", activate.find, name="activate"),
    path("kiosk/continue", activate.pick_up, name="continue"),
    path("kiosk/visit", activate.visit, name="visit"),
    path("kiosk/done", activate.done, name="done"),
]
