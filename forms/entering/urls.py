"""Addresses of entering for somebody, below the desk. Names with a hyphen cannot be the key of a step."""

from django.urls import path

from forms.entering import caller, links, overview, walking

app_name = "entering"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("form-link/", links.form_link, name="form_link"),
    path("answer/<str:number>/", caller.answer, name="answer"),
    path("answer/<str:number>/files/<uuid:file_id>/", caller.file, name="answer_file"),
    path("add/<str:number>/", caller.add, name="add"),
    path("<uuid:draft_id>/", walking.take_up, name="take_up"),
    path("<uuid:draft_id>/give-up/", walking.give_up, name="give_up"),
    path("<uuid:draft_id>/use-language/", walking.use_language, name="use_language"),
    path("<uuid:draft_id>/send-link/", links.send_draft, name="send"),
    path("<uuid:draft_id>/<path:path>", walking.step, name="step"),
]
