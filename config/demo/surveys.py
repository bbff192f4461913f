"""The demonstration's surveys: both published, in both languages."""

from django.conf import settings

from accounts.models import User
from cms.models import HomePage, PrivacyNotice
from forms.demo.survey_pages import publish_survey
from forms.demo.surveys import all_surveys
from forms.surveys.models import SurveyPage

NOTICE = "surveys"
TEXTS = {
    "purpose_en": "To see how our online service works for people and to improve it. Your answers are kept without your "
    "name, your report or your address. We want no personal information in them.",
    "purpose_fr": "Voir si notre service en ligne convient aux gens et l’améliorer. Vos réponses sont conservées sans "
    "votre nom, votre rapport ni votre adresse. Nous n’y voulons aucun renseignement personnel.",
    "authority_en": "The Freedom of Information and Protection of Privacy Act (Manitoba), section 36(1)(b). "
    "Section 37(2) requires us to tell you this.",
    "authority_fr": "Loi sur l’accès à l’information et la protection de la vie privée (Manitoba), alinéa 36(1)b). "
    "Le paragraphe 37(2) nous oblige à vous en informer.",
    "officer_en": "Access and Privacy Coordinator",
    "officer_fr": "Coordination de l’accès et de la vie privée",
    "address_en": "Access and Privacy Office, 100 Example Street, Winnipeg MB R3C 0A0",
    "address_fr": "Bureau de l’accès et de la vie privée, 100, rue de l’Exemple, Winnipeg (Manitoba) R3C 0A0",
}


def build_surveys(by: User) -> None:
    """Publish what is missing of the two surveys."""
    texts = {**TEXTS, "phone": settings.AGENCY["phone"]}
    notice, _made = PrivacyNotice.objects.get_or_create(key=NOTICE, defaults=texts)
    parents = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    for each in all_surveys():
        if not SurveyPage.objects.filter(key=each.key).exists():
            publish_survey(each, parents, notice, by)
