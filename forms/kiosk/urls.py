"""Where staff make a device a kiosk, below the desk."""

from django.urls import path

from forms.kiosk.desk import device

app_name = "kiosk"
urlpatterns = [path("", device, name="device")]
