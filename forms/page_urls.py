"""Addresses below a language: following a report, verifying a copy, coming back to a draft."""

from django.urls import include, path, re_path, register_converter

from forms.entering import links
from forms.finder.views import away
from forms.kiosk.wiping import wipe
from forms.routing import private
from forms.surveys import views as surveys
from forms.tracking import views as tracking
from forms.verifying import views as verifying
from forms.way import resuming, tus
from forms.way.kept_open import go_on
from forms.way.known import BelowAType, below

register_converter(BelowAType, "below_a_type")

report = [
    path("", tracking.status, name="report"),
    path("answer/", tracking.answer, name="answer"),
    path("message/", tracking.message, name="message"),
    path("add/", tracking.add, name="add"),
    path("withdraw/", tracking.withdraw, name="withdraw"),
    path("leave/", tracking.leave, name="leave"),
    path("copies/<str:kind>.pdf", tracking.copy, name="copy"),
    path("files/<uuid:file_id>/", tracking.file, name="file"),
]
app_name = "reportforms"
urlpatterns = [
    path("track/", tracking.track, name="track"),
    path("track/send-link/", tracking.send_link, name="send_link"),
    path("track/link/<str:token>/", tracking.by_link, name="track_link"),
    path("track/report/", include(report)),
    path("verify/", verifying.verify, name="verify"),
    # A number that no page has, and that no database could compare, is no address.
    re_path(r"^away/(?P<page_id>[0-9]{1,9})/(?P<key>[-a-zA-Z0-9_]+)/$", away, name="away"),
    path("resume/", private(resuming.resume), name="resume"),
    path("resume/link/<str:token>/", private(resuming.by_link), name="resume_link"),
    path("kiosk/done/", private(wipe), name="kiosk_wipe"),
    path("uploads/<slug:key>/", tus.create, name="uploads"),
    path("uploads/<slug:key>/<uuid:upload_id>/", tus.go_on, name="upload"),
    path("form/<slug:code>/", links.open_form, name="form_link"),
    path("survey/", surveys.enter, name="survey"),
    path("survey/questions/<slug:key>/", surveys.step, name="survey_step"),
    path("survey/thanks/", surveys.thanks, name="survey_thanks"),
    path("survey/stop/", surveys.stop, name="survey_stop"),
    path("survey/stop/<slug:sealed>/", surveys.stop_at_once, name="survey_stop_at_once"),
    path("continue/<slug:key>/", go_on, name="continue"),
    path("continue/<slug:key>/<path:path>", go_on, name="continue_at"),
    # Last: whatever is below a report type's page.
    path("<below_a_type:found>", below),
]
