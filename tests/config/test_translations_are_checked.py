from babel.messages.catalog import Catalog

from config.catalogues import problems, typeset


def catalogue(**texts):
    made = Catalog(locale="fr")
    for text, french in texts.items():
        made.add(text, french)
    return made


def test_a_whole_catalogue_has_no_problem():
    assert problems(catalogue(Send="Envoyer"), catalogue(Send="")) == []


def test_names_what_is_new_unused_untranslated_or_doubtful():
    kept = catalogue(Send="Envoyer", Gone="Parti", Empty="")
    kept.add("Doubtful", "Douteux", flags=["fuzzy"])
    kept.add(("One day", "Days"), ("Un jour", ""))
    fresh = catalogue(Send="", New="", Empty="", Doubtful="")
    fresh.add(("One day", "Days"), ("", ""))
    found = [line.split(" ")[0] + " " + line.rsplit("'", 2)[1] for line in problems(kept, fresh)]
    assert found == ["Fuzzy Doubtful", "No Gone", "Not New", "Not Empty", "Not One day"]


def test_french_spaces_hold_what_belongs_together():
    kept = catalogue(Choose="Choisissez « Non »", Left="Reste : %(n)s", At="À 13:30, «\xa0Oui\xa0»")
    found = problems(kept, kept)
    assert [line.rsplit("'", 2)[1] for line in found] == ["Choose", "Left"]
    written = 'msgid "« A » : b"\nmsgstr ""\n"Choisissez « A » :"\n'
    assert typeset(written) == 'msgid "« A » : b"\nmsgstr ""\n"Choisissez «\xa0A\xa0»\xa0:"\n'
