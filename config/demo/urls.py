"""The addresses of the demonstration's own pages."""

from django.urls import path

from config.demo import views

urlpatterns = [
    path("demo/", views.overview, name="demo"),
    path("demo/embed/", views.embedded, name="demo_embed"),
    path("demo/faults/", views.switch_faults, name="demo_faults"),
    path("demo/mail/<str:mail_id>/", views.mail, name="demo_mail"),
    path("demo/mail/<str:mail_id>/html/", views.mail_html, name="demo_mail_html"),
]
