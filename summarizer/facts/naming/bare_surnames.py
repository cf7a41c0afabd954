"""Surnames without a full name in the article: who of the gazetteer is meant, and whether that may be believed."""

from functools import cache

from summarizer.article import Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import FAMILY_NAME_FIRST, KnownPerson, gazetteer, known_people
from summarizer.facts.lexicons import entries
from summarizer.facts.name_keys import fold, is_given_name
from summarizer.facts.naming import NameMention
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.naming.drafts import Draft, Found
from summarizer.facts.offices import GREAT, LEADERS, held_in, is_borne_out, is_common, may_be_quoted, tell_apart
from summarizer.facts.records import RoleKey
from summarizer.facts.role_lexicon import BORROWED
from summarizer.facts.roles import find_roles
from summarizer.facts.status import clause_words

_POPE: dict[Language, str] = {"en": "pope", "ru": "папа"}
_OCCUPATIONS = frozenset(
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
_OF_COMPANIES = frozenset({"company_president", "director", "chairman", "head"})
_FEW_SURNAMES = FAMILY_NAME_FIRST | {"JP"}
"""Countries where many share a surname: 高橋社長 is not the politician, リハチョフ社長 is the head of Rosatom."""
_SHORTEST_BARE_SURNAME = 3
"""Letters below which a surname is too easily another word (He, No, Su)."""


_SHORTEST_SPEAKER = 4
"""Letters of a surname that a verb of saying beside it shows to be a minister's."""


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


def new_by_surname(titled: TitledName, sentence: AnnotatedSentence, article: Article, together: bool) -> Draft | None:
    """Return a new draft for a surname that no full name of the article explains, or None.

    Args:
        titled: the surname, and its office if it has one.
        sentence: where it stands.
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
    candidates = index.by_surname(name.parts[0])
    if article.language == "ja" and name.certain and not candidates:
        candidates = index.by_kanji_surname(name.display)
    if not candidates and titled.role is not None and titled.nationality in _GULF:
        candidates = _royals(titled, article.language)
    if titled.role is not None and titled.role.title in _OCCUPATIONS:
        # 高橋監督, “coach Walz”: whom the news of sport and culture name is hardly the politician of that surname.
        candidates = ()
    elif titled.role is not None and titled.role.title in _OF_COMPANIES:
        candidates = tuple(c for c in candidates if c.country not in _FEW_SURNAMES)
    country = titled.nationality
    fitting = [c for c in candidates if country in (None, c.country)]
    key = key_now(titled)
    year = article.published.year if article.published else None
    known = tell_apart(fitting, key, year)
    if known and not is_borne_out(known, key, year):
        known = None
    if known and (country or titled.role or name.certain or together or _is_believable(known, name, sentence, year)):
        return Draft(name.parts, known)
    return Draft(name.parts, None) if titled.role is not None or (name.certain and article.language != "ru") else None


_GULF = frozenset({"AE", "BH", "JO", "KW", "MA", "OM", "QA", "SA"})
"""Countries whose ruling families are called by the given name: カタールのムハンマド首相, ``Prince Faisal``."""


def _royals(titled: TitledName, language: Language) -> tuple[KnownPerson, ...]:
    """Return who of a country bears a given name and may hold the office that stands beside it."""
    key = key_now(titled)
    return tuple(
        person
        for person in known_people()
        if person.country == titled.nationality
        and fold(person.names.in_language(language).replace("・", " ").split()[0]) in titled.name.parts[0]
        and key in GREAT
        and (person.posts is None or key in person.posts)
        and is_borne_out(person, key, None)
    )


def _is_believable(person: KnownPerson, name: NameMention, sentence: AnnotatedSentence, year: int | None) -> bool:
    """A bare surname is believed where the person's country, or unless it is very short an office, stands beside it."""
    if _is_after_place_word(name, sentence):
        return False
    near = any(p.country == person.country for p in sentence.places)
    if any(o in LEADERS for o in held_in(person, year)) and not is_common(person) and not is_given_name(name.parts[0]):
        # «Зеленский заявил»: a head of state or government in office is news under the surname alone.
        return len(name.display) > _SHORTEST_BARE_SURNAME
    if _is_quoted_minister(person, name, sentence, year):
        return True
    return near or (len(name.display) >= _SHORTEST_BARE_SURNAME and bool(find_roles(sentence)))


def _is_quoted_minister(person: KnownPerson, name: NameMention, sentence: AnnotatedSentence, year: int | None) -> bool:
    """``Lavrov said``, «Каллас заявила»: a rare surname of who holds an office, beside a verb of saying."""
    if len(name.display) < _SHORTEST_SPEAKER or is_common(person) or is_given_name(name.parts[0]):
        return False
    return may_be_quoted(person, year) and _beside_speech(name, sentence)


def _beside_speech(name: NameMention, sentence: AnnotatedSentence) -> bool:
    before = [w for w in sentence.words if w.end <= name.start][-1:]
    after = [w for w in sentence.words if w.start >= name.end][:1]
    return any(w.text.lower() in _speech(sentence.language) for w in (*before, *after))


@cache
def _speech(language: Language) -> frozenset[str]:
    return frozenset(entries("name_cues")["speech"].get(language, ()))


def _is_after_place_word(name: NameMention, sentence: AnnotatedSentence) -> bool:
    """«под Борисовом», “near Gore”: where something is, not who."""
    if sentence.language == "ja":
        return False
    if any(sentence.text[p.end : name.start] in (", ", " and ", " и ") for p in sentence.places if p.form == "name"):
        return True  # “Houston, Dallas, Austin”
    before = next((w.text.lower() for w in reversed(sentence.words) if w.end <= name.start), "")
    return before in clause_words(f"at_{sentence.language}")
