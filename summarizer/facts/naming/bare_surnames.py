"""Surnames without a full name in the article: who of the gazetteer is meant, and whether that may be believed."""

from functools import cache

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import FAMILY_NAME_FIRST, KnownPerson, gazetteer, known_people
from summarizer.facts.name_keys import fold
from summarizer.facts.naming import NameMention
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.naming.drafts import Draft, Found
from summarizer.facts.naming.surname_evidence import (
    SHORTEST_SPEAKER,
    beside_deed,
    is_called_like_given,
    is_somebody_else,
    stands_beside_official,
)
from summarizer.facts.offices import GREAT, LEADERS, held_in, is_borne_out, is_common, tell_apart
from summarizer.facts.records import RoleKey
from summarizer.facts.role_lexicon import BORROWED
from summarizer.facts.roles import find_roles
from summarizer.facts.status import clause_words

_POPE: dict[Language, str] = {"en": "pope", "ru": "папа"}
OCCUPATIONS = frozenset(
    {
        "player",
        "coach",
        "actor",
        "writer",
        "singer",
        "film_director",
        "artist",
        "professor",
        "lawyer",
        "journalist",
        "expert",
    }
)
"""Offices of which hardly any politician is told."""
_OF_COMPANIES = frozenset({"company_president", "director", "chairman", "head"})
_BELOW = frozenset(
    {
        "governor",
        "acting_governor",
        "deputy_governor",
        "mayor",
        "ambassador",
        "judge",
        "deputy_minister",
        "deputy_foreign_minister",
        "deputy_defense_minister",
        "deputy_finance_minister",
        "bank_governor",
        "prosecutor",
        "lawmaker",
        "spokesperson",
        "consul_general",
    }
)
"""Offices that nobody holds beside one of state: «губернатор Лавров» is not the minister."""
_FEW_SURNAMES = FAMILY_NAME_FIRST | {"JP"}
"""Countries where many share a surname: 高橋社長 is not the politician, リハチョフ社長 is the head of Rosatom."""
_SHORTEST_BARE_SURNAME = 3
"""Letters below which a surname is too easily another word (He, No, Su)."""


def key_now(titled: TitledName) -> RoleKey | None:
    """Return the role key of the office that a name is given as held now and as its own, or None."""
    role = titled.role
    return role.key if role and not role.former and role.title not in BORROWED else None


def famous_together(found: Found, language: Language) -> bool:
    """Return whether two surnames of one known person each stand together and bear one another out: «Путин и Абэ»."""
    index = gazetteer(language)
    surnames = {n.name.display for n in found.titled if len(n.name.parts) == 1}
    known = [
        s for s in surnames if len(s) >= _SHORTEST_BARE_SURNAME and tell_apart(index.by_surname({fold(s)}), None, None)
    ]
    return len(known) > 1


def new_by_surname(titled: TitledName, found: Found, article: Article, together: bool) -> Draft | None:
    """Return a new draft for a surname that no full name of the article explains, or None.

    Args:
        titled: the surname, and its office if it has one.
        found: the sentence where it stands, with all its names.
        article: whose year tells who holds an office.
        together: whether the sentence names famous people by their surnames.
    """
    name = titled.name
    if len(name.parts) > 1:
        return None
    index = gazetteer(article.language)
    if titled.role is not None and titled.role.title == "pope" and article.language in _POPE:
        # Popes are known by their title and name: «Папу Франциска», “Pope Leo”.
        pope = index.by_full_name([frozenset({_POPE[article.language]}), *name.parts])
        if pope is not None:
            return Draft(name.parts, pope)
    candidates = _bearers(titled, article)
    country = titled.nationality
    fitting = [c for c in candidates if country in (None, c.country)]
    key = key_now(titled)
    year = article.published.year if article.published else None
    known = tell_apart(fitting, key, year)
    if known and not is_borne_out(known, key, year):
        known = None
    if known and _holds_another(known, titled, year):
        known = None
    if known and titled.role is None and is_somebody_else(name, known, found.sentence, article):
        known = None
    if known and (country or titled.role or name.certain or together or _is_believable(known, name, found, year)):
        return Draft(name.parts, known)
    return Draft(name.parts, None) if titled.role is not None or (name.certain and article.language != "ru") else None


def _holds_another(person: KnownPerson, titled: TitledName, year: int | None) -> bool:
    """Whether the office told is none that somebody in an office of state can hold beside it."""
    role = titled.role
    held = held_in(person, year)
    told = role is not None and not role.former and role.title in _BELOW and role.key not in held
    return told and not held.isdisjoint(GREAT | LEADERS)


def _bearers(titled: TitledName, article: Article) -> tuple[KnownPerson, ...]:
    """Return whom a surname may mean, or by custom a given name, but for those whom the office rules out."""
    name = titled.name
    candidates = gazetteer(article.language).by_surname(name.parts[0])
    if article.language == "ja" and name.certain and not candidates:
        candidates = gazetteer(article.language).by_kanji_surname(name.display)
    if not candidates and titled.role is not None and titled.nationality in (None, *_CALLED_BY_GIVEN):
        candidates = _called_by_given(titled, article)
    if titled.role is not None and titled.role.title in OCCUPATIONS:
        # 高橋監督, “coach Walz”: whom the news of sport and culture name is hardly the politician of that surname.
        candidates = ()
    elif titled.role is not None and titled.role.title in _OF_COMPANIES:
        candidates = tuple(c for c in candidates if c.country not in _FEW_SURNAMES)
    return candidates


_CALLED_BY_GIVEN = frozenset({"AE", "BH", "JO", "KW", "MA", "OM", "QA", "SA", "TH", "LA", "ET", "ER", "MY", "BN", "IS"})
"""Countries whose princes, or all people, are called by the given name: カタールのムハンマド首相, アヌティン首相."""


@cache
def _people_called_by_given() -> tuple[KnownPerson, ...]:
    return tuple(person for person in known_people() if person.country in _CALLED_BY_GIVEN)


def _called_by_given(titled: TitledName, article: Article) -> tuple[KnownPerson, ...]:
    """Return who bears a given name and may hold the great office beside it, or does where no country is told."""
    key = key_now(titled)
    year = article.published.year if article.published else None
    return tuple(
        person
        for person in _people_called_by_given()
        if titled.nationality in (None, person.country)
        and key in GREAT
        and fold(person.names.in_language(article.language).replace("・", " ").split()[0]) in titled.name.parts[0]
        and (person.posts is None or key in person.posts)
        and (key in held_in(person, year) if titled.nationality is None else is_borne_out(person, key, None))
    )


def _is_believable(person: KnownPerson, name: NameMention, found: Found, year: int | None) -> bool:
    """A bare surname is believed where the person's country, or unless it is very short an office, stands beside it."""
    sentence = found.sentence
    if _is_after_place_word(name, sentence) and not beside_deed(name, person, sentence, year):
        return False
    near = any(p.country == person.country for p in sentence.places)
    leads = any(o in LEADERS for o in held_in(person, year)) and not is_common(person)
    if leads and not is_called_like_given(person, sentence.language):
        # «Зеленский заявил»: a head of state or government in office is news under the surname alone.
        return len(name.display) > _SHORTEST_BARE_SURNAME or stands_beside_official(name, person, found, year)
    if _is_acting_minister(person, name, sentence, year) or stands_beside_official(name, person, found, year):
        return True
    return near or (len(name.display) >= _SHORTEST_BARE_SURNAME and bool(find_roles(sentence)))


def _is_acting_minister(person: KnownPerson, name: NameMention, sentence: AnnotatedSentence, year: int | None) -> bool:
    """``Lavrov said``, «Каллас прибыла»: a rare surname of who holds an office, beside a verb of saying or doing."""
    if len(name.display) < SHORTEST_SPEAKER or is_common(person) or is_called_like_given(person, sentence.language):
        return False
    return beside_deed(name, person, sentence, year)


def _is_after_place_word(name: NameMention, sentence: AnnotatedSentence) -> bool:
    """«под Борисовом», “near Gore”: where something is, not who."""
    if sentence.language == "ja":
        return False
    if any(sentence.text[p.end : name.start] in (", ", " and ", " и ") for p in sentence.places if p.form == "name"):
        return True  # “Houston, Dallas, Austin”
    before = next((w.text.lower() for w in reversed(sentence.words) if w.end <= name.start), "")
    return before in clause_words(f"at_{sentence.language}")
