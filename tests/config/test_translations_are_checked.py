from babel.messages.catalog import Catalog

from config.catalogues import problems


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
