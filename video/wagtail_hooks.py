"""What calls add to Wagtail's admin: the register of openings."""

from wagtail_modeladmin.options import modeladmin_register

from video.registers import OpeningRegister

modeladmin_register(OpeningRegister)
