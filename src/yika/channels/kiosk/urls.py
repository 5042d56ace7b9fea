"""The addresses of the kiosk. None of them names a person, a card or an errand."""

from django.urls import path

from yika.channels.kiosk.pages import (
    activate,
    applying,
    ask,
    directory,
    loss,
    names,
    pairing,
    queue,
    start,
)

app_name = "kiosk"
urlpatterns = [
    path("kiosk", start.attract, name="attract"),
    path("kiosk/help", start.help_me, name="help"),
    path("kiosk/end", start.end, name="end"),
    path("kiosk/alive", start.alive, name="alive"),
    path("kiosk/info", directory.info, name="info"),
    path("kiosk/outlets", directory.outlets, name="outlets"),
    path("kiosk/guides", directory.guides, name="guides"),
    path("kiosk/guides/<str:product>", directory.card, name="guide-card"),
    path("kiosk/guides/<str:product>/<str:kind>", directory.guide, name="guide"),
    path("kiosk/pair", pairing.pair, name="pair"),
    path("kiosk/activate", activate.find, name="activate"),
    path("kiosk/continue", activate.pick_up, name="continue"),
    path("kiosk/visit", activate.visit, name="visit"),
    path("kiosk/come", queue.check_in, name="check-in"),
    path("kiosk/come/number", queue.take_number, name="take-number"),
    path("kiosk/come/number/<str:ticket_id>", queue.number, name="number"),
    path("kiosk/ask", ask.what, name="ask"),
    path("kiosk/ask/phone", ask.phone, name="ask-phone"),
    path("kiosk/ask/code", ask.code, name="ask-code"),
    path("kiosk/ask/done", ask.done, name="ask-done"),
    path("kiosk/done", activate.done, name="done"),
    path("kiosk/apply", applying.apply, name="apply"),
    path("kiosk/apply/done", applying.applied, name="applied"),
    path("kiosk/apply/case", applying.case, name="case"),
    path("kiosk/apply/where", applying.application, name="application"),
    path("kiosk/name", names.claim, name="names-claim"),
    path("kiosk/name/code", names.code, name="names-code"),
    path("kiosk/name/mine", names.mine, name="names"),
    path("kiosk/name/come", names.come, name="names-come"),
    path("kiosk/loss", loss.claim, name="loss"),
    path("kiosk/loss/code", loss.code, name="loss-code"),
    path("kiosk/loss/done", loss.done, name="loss-done"),
]
