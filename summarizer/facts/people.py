"""People of an article: every name and title traced to one person each.

Full names found a person; surnames, titles alone («глава МИД») and other cases of the name are then traced to them. A
surname that no full name in the article explains is looked up in the gazetteer, and only believed when one known person
fits it. Nobody is given an office that the article does not give them.
"""

from collections.abc import Sequence

from summarizer.article import LANGUAGES, Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.names import KATAKANA, Glossary, name_forms, slug
from summarizer.facts.naming import finder
from summarizer.facts.naming.anaphora import home_country, with_country
from summarizer.facts.naming.attachment import attach
from summarizer.facts.naming.brackets import with_brackets
from summarizer.facts.naming.drafts import Draft, Found, is_credible, merged, office_of
from summarizer.facts.naming.hosts import host_country
from summarizer.facts.naming.inheritance import inherit
from summarizer.facts.naming.japanese_given import given_first as japanese_given_first
from summarizer.facts.naming.neighbours import is_foreign, neighbour_country
from summarizer.facts.naming.russian_paradigm import common_nominative
from summarizer.facts.naming.tracing import borrowed_offices, full_names, surnames, titles_alone
from summarizer.facts.office_places import is_state_key
from summarizer.facts.offices import union_of
from summarizer.facts.records import Names, Person, PersonMention, RoleKey
from summarizer.facts.role_lexicon import PRIVATE, own_title, role_key
from summarizer.facts.roles import UNIONS, RoleMention, find_roles
from summarizer.facts.told_names import with_told
from summarizer.facts.transliteration.characters import country_of_reading
from summarizer.facts.transliteration.japanese import is_japanese


def find_people(
    article: Article, sentences: Sequence[AnnotatedSentence], glossary: Glossary | None = None
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """Return the people of an article in order of first mention, and every place that means one of them.

    Args:
        article: read.
        sentences: its sentences, analysed.
        glossary: the user's own names, which beat the gazetteer; or None.
    """
    found = _read(sentences, article.language)
    drafts = full_names(found, article)
    surnames(found, drafts, article)
    borrowed_offices(found, drafts)
    drafts = merged([d for d in drafts if is_credible(d)])
    titles_alone(found, drafts, article)
    for draft in drafts:
        host = host_country(draft, drafts, sentences)
        neighbour = neighbour_country(draft, sentences) if article.language == "ja" else None
        draft.countries += [country for country in (host, neighbour) if country]
    drafts.sort(key=lambda d: min(d.mentions))
    home = home_country(article, sentences)
    people = [_person(d, drafts, article.language, home, glossary) for d in drafts]
    return _numbered(people, drafts)


def _read(sentences: Sequence[AnnotatedSentence], language: Language) -> list[Found]:
    roles = [find_roles(sentence) for sentence in sentences]
    names = [
        [with_brackets(sentence, name) for name in own]
        for sentence, own in zip(sentences, finder(language)(sentences, roles), strict=True)
    ]
    found = []
    for index, sentence in enumerate(sentences):
        titled, alone = attach(sentence, names[index], roles[index])
        titled = inherit(sentence, [with_country(t, sentences, index) for t in titled])
        found.append(Found(sentence, titled, alone))
    return found


def _person(
    draft: Draft, drafts: Sequence[Draft], language: Language, home: str | None, glossary: Glossary | None
) -> Person:
    office = office_of(draft)
    country = _country(draft, language, office)
    official = office is not None and not _is_told(office) and office.title not in PRIVATE
    if country is None and official and home is not None and _is_at_home(home, draft, drafts, language):
        country = home
    display = _display(draft, language)
    names = _names(draft, display, language, country, glossary)
    title = own_title(office.title, country, implied=office.implied) if office else None
    return Person(
        id=draft.known.id if draft.known else slug(names.en),
        names=_as_written(names, display, language, draft.known is not None),
        title=title,
        role_key=_key(title, office),
        country=country,
        sentences=tuple(sorted({m[0] for m in draft.mentions})),
        organisation=office.organisation if office else None,
        former=office.former if office else False,
        region=office.region if office else None,
        incoming=office is not None and office.former and office.incoming,
    )


def _display(draft: Draft, language: Language) -> str:
    """Return the way of writing a name that is shown: the fullest, or a Russian one that explains the others."""
    ordered = sorted(draft.displays, key=lambda d: (*_fullness(d, language), draft.displays[d]), reverse=True)
    whole = draft.known is None and len(ordered[0].split()) == len(("given", "family"))
    return (common_nominative(draft.written, ordered) if whole else None) or ordered[0]


def _fullness(display: str, language: Language) -> tuple[bool, int]:
    """Order the ways in which an article writes a name: a given name before initials, then the longer one."""
    words = display.split()
    return not words[0].endswith("."), len(words) if language != "ja" else len(display)


def _is_told(office: RoleMention) -> bool:
    """Whether the article says whose an office is, though it be no country's, so that it cannot be the dateline's."""
    return bool(office.country or office.organisation or office.region or office.elsewhere)


def _key(title: str | None, office: RoleMention | None) -> RoleKey | None:
    if title is None or office is None:
        return None
    return "other" if office.former or (office.region and not is_state_key(office.region)) else role_key(title)


def _is_at_home(home: str, draft: Draft, drafts: Sequence[Draft], language: Language) -> bool:
    """Whether an office without a country may be the dateline's: a guest's is left open before it is wrong."""
    if home == "JP":
        name = max(draft.displays, key=len)
        return bool(draft.reading) if language == "ja" else is_japanese(name.split(), language)
    first = min(draft.mentions)[0]
    beside = [d for d in drafts if d is not draft and any(m[0] == first for m in d.mentions)]
    return all(d.country in (home, None) for d in beside)


def _country(draft: Draft, language: Language, office: RoleMention | None) -> str | None:
    if (
        office is not None
        and office.implied
        and draft.known
        and office.title != "pope"
        and office.country not in UNIONS
    ):
        # “Foreign Secretary” alone is Britain's, but India and the Philippines have one too.
        return draft.known.country
    if office is not None and (office.country or office.organisation or office.region):
        return office.country
    union = union_of(draft.known, office.key) if office is not None and draft.known and not draft.countries else None
    if union is not None:
        return union  # “Council President Antonio Costa” is no president of Portugal
    if draft.country is None and language == "ja":
        name = max(draft.displays, key=len)
        told = draft.told.get("ja")
        if told and not KATAKANA.fullmatch(name):
            return country_of_reading(name, told)
        # Sudachi segments family and given name of Japanese people only.
        return "JP" if " " in draft.reading and not is_foreign(draft) else None
    return draft.country


def _names(draft: Draft, display: str, language: Language, country: str | None, glossary: Glossary | None) -> Names:
    if draft.known and glossary is None:
        return draft.known.names
    if draft.known:
        own = name_forms(draft.known.names.in_language(language), language, country, draft.known.reading, glossary)
        return draft.known.names if own.guessed else own
    given_first = japanese_given_first(display, country) if language == "ja" else display
    names = name_forms(given_first, language, country, _reading(draft, language), glossary)
    return with_told(names, draft.told, language, country)


def _reading(draft: Draft, language: Language) -> str | None:
    """Return how a name in characters is read: as the article says, or as the dictionary does."""
    told = draft.told.get("ja") if language == "ja" else None
    return told or (None if is_foreign(draft) else draft.reading or None)


def _as_written(names: Names, display: str, language: Language, known: bool) -> Names:
    """In its own language an unknown person is named as the article does, middle initial and all."""
    if known:
        return names
    forms = {code: display if code == language else names.in_language(code) for code in LANGUAGES}
    return Names(forms["en"], forms["ru"], forms["ja"], names.guessed)


def _numbered(
    people: Sequence[Person], drafts: Sequence[Draft]
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    mentions = [
        PersonMention(person.id, sentence, start, end)
        for person, draft in zip(people, drafts, strict=True)
        for sentence, start, end in draft.mentions
    ]
    return tuple(people), tuple(sorted(set(mentions), key=lambda m: (m.sentence, m.start, m.end)))
