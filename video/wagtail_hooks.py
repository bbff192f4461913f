"""What calls add to Wagtail's admin: the register of openings, and the figures among the reports."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from video.pages import figures
from video.registers import OpeningRegister

modeladmin_register(OpeningRegister)
hooks.register("register_admin_urls", figures.urls)
hooks.register("register_reports_menu_item", figures.menu_item)
