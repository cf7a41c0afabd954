"""People of an article: every name and title traced to one person each.

Full names found a person; surnames, titles alone («глава МИД») and other cases of the name are then traced to them. A
surname that no full name in the article explains is looked up in the gazetteer, and only believed when one known person
fits it. Nobody is given an office that the article does not give them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from summarizer.article import LANGUAGES, Article, Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import KnownPerson, fold, gazetteer, tell_apart
from summarizer.facts.names import Glossary, name_forms, slug
from summarizer.facts.naming import NameMention, finder
from summarizer.facts.naming.anaphora import with_country
from summarizer.facts.naming.attachment import TitledName, attach
from summarizer.facts.records import Names, Person, PersonMention
from summarizer.facts.role_lexicon import BORROWED, PREDECESSOR, own_title, role_key
from summarizer.facts.roles import RoleMention, find_roles

_GENERIC_TITLES = frozenset({"minister", "leader", "head", "chairman", "deputy_minister", "adviser", "expert"})
"""Titles that lose to a more exact one of the same person."""
_SHORTEST_BARE_SURNAME = 3
"""Letters below which a surname is too easily another word (He, No, Su)."""


@dataclass(slots=True)
class _Draft:
    """A person while their mentions are gathered."""

    parts: tuple[frozenset[str], ...]
    known: KnownPerson | None
    displays: Counter[str] = field(default_factory=Counter)
    reading: str = ""
    roles: list[RoleMention] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, sentence: int, titled: TitledName) -> None:
        self.mentions.append((sentence, titled.start, titled.end))
        self.displays[titled.name.display] += 1
        self.reading = self.reading or titled.name.reading
        if titled.role is not None:
            self.roles.append(titled.role)
        if titled.country:
            self.countries.append(titled.country)

    @property
    def country(self) -> str | None:
        if self.countries:
            return Counter(self.countries).most_common(1)[0][0]
        return self.known.country if self.known else None


@dataclass(frozen=True, slots=True)
class _Found:
    sentence: AnnotatedSentence
    titled: list[TitledName]
    alone: list[RoleMention]


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
    drafts = _full_names(found, article.language)
    _surnames(found, drafts, article)
    _counterparts(found, drafts)
    drafts = _merged([d for d in drafts if _is_credible(d)])
    _titles_alone(found, drafts)
    drafts.sort(key=lambda d: min(d.mentions))
    people = [_person(d, article.language, glossary) for d in drafts]
    return _numbered(people, drafts)


def _read(sentences: Sequence[AnnotatedSentence], language: Language) -> list[_Found]:
    roles = [find_roles(sentence) for sentence in sentences]
    names = finder(language)(sentences, roles)
    found = []
    for index, sentence in enumerate(sentences):
        titled, alone = attach(sentence, names[index], roles[index])
        found.append(_Found(sentence, [with_country(t, sentences, index) for t in titled], alone))
    return found


def _is_full(name: NameMention, language: Language) -> bool:
    if language == "ja":
        return name.known is not None or len(name.parts) > 1 or " " in name.reading
    return len(name.parts) > 1


def _full_names(found: Iterable[_Found], language: Language) -> list[_Draft]:
    drafts: list[_Draft] = []
    for each in found:
        for titled in each.titled:
            if not _is_full(titled.name, language) or not (titled.name.certain or titled.role):
                continue
            draft = next((d for d in drafts if _is_same(d, titled.name)), None)
            if draft is None:
                draft = _Draft(titled.name.parts, titled.name.known)
                drafts.append(draft)
            draft.add(each.sentence.index, titled)
    return drafts


def _is_same(draft: _Draft, name: NameMention) -> bool:
    if draft.known and name.known:
        return draft.known.id == name.known.id
    if len(draft.parts) == len(name.parts):
        return all(_agree(a, b) for a, b in zip(draft.parts, name.parts, strict=True))
    # Joseph Robinette Biden and Joseph Biden; Ульрика фон дер Ляйен and Ульрика Ляйен.
    return (
        len(draft.parts) > 1
        and len(name.parts) > 1
        and bool(draft.parts[0] & name.parts[0] and draft.parts[-1] & name.parts[-1])
    )


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    if one & other:
        return True
    initials = [part for part in one | other if len(part) == 1]
    return bool(initials) and any(long.startswith(i) for i in initials for long in one | other if len(long) > 1)


def _surnames(found: Iterable[_Found], drafts: list[_Draft], article: Article) -> None:
    for each in found:
        together = _famous_together(each, article.language)
        for titled in each.titled:
            if _is_full(titled.name, article.language):
                if not titled.name.certain and not titled.role:
                    draft = next((d for d in drafts if _is_same(d, titled.name)), None)
                    if draft:
                        draft.add(each.sentence.index, titled)
                continue
            draft = _draft_by_surname(titled, drafts, each.sentence.index, article.language)
            if draft is None:
                draft = _new_by_surname(titled, each.sentence, article, together)
                if draft is None:
                    continue
                drafts.append(draft)
            draft.add(each.sentence.index, titled)


def _draft_by_surname(titled: TitledName, drafts: Sequence[_Draft], index: int, language: Language) -> _Draft | None:
    fitting = [d for d in drafts if _has_surname(d, titled.name, language)]
    if titled.nationality:
        fitting = [d for d in fitting if d.country in (titled.nationality, None)] or (
            fitting if len(fitting) == 1 and not (titled.role and fitting[0].roles) else []
        )
    if len(fitting) > 1 and titled.role:
        fitting = [d for d in fitting if any(r.title == titled.role.title for r in d.roles)] or fitting
    earlier = [d for d in fitting if min(d.mentions)[0] <= index] or fitting
    return max(earlier, key=lambda d: max(m for m in d.mentions if m[0] <= index or d.mentions), default=None)


def _has_surname(draft: _Draft, name: NameMention, language: Language) -> bool:
    part = name.parts[0]
    if language == "ja" and len(draft.parts) == 1:
        written = next(iter(part))
        full = next(iter(draft.parts[0]))
        return full == written or (full.startswith(written) and _reads_alike(draft, name))
    surname = draft.parts[0] if _family_first(draft, language) else draft.parts[-1]
    return bool(part & surname)


def _reads_alike(draft: _Draft, name: NameMention) -> bool:
    family = draft.reading.split(" ")[0] if draft.reading else ""
    return not family or not name.reading or family == name.reading or len(name.display) == 1


def _family_first(draft: _Draft, language: Language) -> bool:
    return (
        draft.known is not None and draft.known.surname(language).casefold() in draft.parts[0] and len(draft.parts) > 1
    )


def _famous_together(found: _Found, language: Language) -> bool:
    """«Путин и Абэ»: two surnames of one known person each believe one another."""
    index = gazetteer(language)
    surnames = {n.name.display for n in found.titled if len(n.name.parts) == 1}
    known = [
        s for s in surnames if len(s) >= _SHORTEST_BARE_SURNAME and tell_apart(index.by_surname({fold(s)}), None, None)
    ]
    return len(known) > 1


def _new_by_surname(titled: TitledName, sentence: AnnotatedSentence, article: Article, together: bool) -> _Draft | None:
    name = titled.name
    if len(name.parts) > 1:
        return None
    index = gazetteer(article.language)
    candidates = index.by_surname(name.parts[0])
    if article.language == "ja" and name.certain and not candidates:
        candidates = index.by_kanji_surname(name.display)
    country = titled.nationality
    fitting = [c for c in candidates if country in (None, c.country)]
    key = titled.role.key if titled.role and not titled.role.former and titled.role.title not in BORROWED else None
    known = tell_apart(fitting, key, article.published.year if article.published else None)
    if known and (country or titled.role or name.certain or together or _is_believable(known, name, sentence)):
        return _Draft(name.parts, known)
    return _Draft(name.parts, None) if titled.role is not None or (name.certain and article.language != "ru") else None


def _is_believable(person: KnownPerson, name: NameMention, sentence: AnnotatedSentence) -> bool:
    """A bare surname is believed where the person's country, or unless it is very short an office, stands beside it."""
    near = any(p.country == person.country for p in sentence.places)
    return near or (len(name.display) >= _SHORTEST_BARE_SURNAME and bool(find_roles(sentence)))


def _counterparts(found: Iterable[_Found], drafts: Sequence[_Draft]) -> None:
    """``his Japanese counterpart Taro Kono``: the office of the other person in the sentence."""
    offices: dict[tuple[int, int], RoleMention] = {}
    for draft in drafts:
        own = [r for r in draft.roles if r.title not in BORROWED]
        for mention in draft.mentions:
            if own:
                offices[mention[0], mention[1]] = replace(own[0], country=draft.country)
    for draft in drafts:
        for role in [r for r in draft.roles if r.title in BORROWED]:
            draft.roles.remove(role)
            sentence = next((s for s, start, end in draft.mentions if start <= role.start < end), draft.mentions[0][0])
            near = [
                (s, r)
                for (s, start), r in sorted(offices.items())
                if s == sentence - 1 or (s == sentence and start != role.start)
            ]
            others = [r for s, r in near if s == sentence] or [r for s, r in near]
            former = role.title == PREDECESSOR
            if former:
                others = [r for r in others if r.country == draft.country]
            if others and not draft.roles:
                other, country = others[0], draft.country if former else role.country
                draft.roles.append(RoleMention(role.start, role.end, other.title, other.key, country, None, former))


def _is_credible(draft: _Draft) -> bool:
    return draft.known is not None or bool(draft.roles) or len(draft.parts) > 1 or bool(draft.reading)


def _merged(drafts: Sequence[_Draft]) -> list[_Draft]:
    """One draft for each known person: ``Lula`` and ``Lula da Silva`` were found apart."""
    merged: list[_Draft] = []
    for draft in drafts:
        same = next((m for m in merged if draft.known and m.known == draft.known), None)
        if same is None:
            merged.append(draft)
            continue
        same.mentions += draft.mentions
        same.roles += draft.roles
        same.countries += draft.countries
        same.displays.update(draft.displays)
    return merged


def _titles_alone(found: Iterable[_Found], drafts: Sequence[_Draft]) -> None:
    """``the Russian foreign minister noted``: whoever holds that office in this article, if one person does."""
    for each in found:
        for role in each.alone:
            if role.former or role.title in BORROWED or role.countries is not None:
                continue
            holders = [d for d in drafts if _holds(d, role)]
            if len(holders) == 1:
                holders[0].mentions.append((each.sentence.index, role.start, role.end))


def _holds(draft: _Draft, role: RoleMention) -> bool:
    own = _office(draft)
    return own is not None and own.title == role.title and not own.former and role.country in (None, draft.country)


def _office(draft: _Draft) -> RoleMention | None:
    if not draft.roles:
        return None
    counts = Counter((r.title, r.former) for r in draft.roles)
    return max(draft.roles, key=lambda r: (r.title not in _GENERIC_TITLES, counts[r.title, r.former]))


def _person(draft: _Draft, language: Language, glossary: Glossary | None) -> Person:
    office = _office(draft)
    country = _country(draft, language, office)
    display = max(draft.displays, key=lambda d: (len(d.split()) if language != "ja" else len(d), draft.displays[d]))
    names = _names(draft, display, language, country, glossary)
    title = own_title(office.title, country) if office else None
    return Person(
        id=draft.known.id if draft.known else slug(names.en),
        names=_as_written(names, display, language, draft.known is not None),
        title=title,
        role_key=None if title is None else "other" if office and office.former else role_key(title),
        country=country,
        sentences=tuple(sorted({m[0] for m in draft.mentions})),
        organisation=office.organisation if office else None,
        former=office.former if office else False,
    )


def _country(draft: _Draft, language: Language, office: RoleMention | None) -> str | None:
    if office is not None and (office.country or office.organisation):
        return office.country
    if draft.country is None and language == "ja" and " " in draft.reading:
        # Sudachi segments family and given name of Japanese people only.
        return "JP"
    return draft.country


def _names(draft: _Draft, display: str, language: Language, country: str | None, glossary: Glossary | None) -> Names:
    if draft.known and glossary is None:
        return draft.known.names
    if draft.known:
        own = name_forms(draft.known.names.in_language(language), language, country, draft.known.reading, glossary)
        return draft.known.names if own.guessed else own
    return name_forms(display, language, country, draft.reading or None, glossary)


def _as_written(names: Names, display: str, language: Language, known: bool) -> Names:
    """In its own language an unknown person is named as the article does, middle initial and all."""
    if known:
        return names
    forms = {code: display if code == language else names.in_language(code) for code in LANGUAGES}
    return Names(forms["en"], forms["ru"], forms["ja"], names.guessed)


def _numbered(
    people: Sequence[Person], drafts: Sequence[_Draft]
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    mentions = [
        PersonMention(person.id, sentence, start, end)
        for person, draft in zip(people, drafts, strict=True)
        for sentence, start, end in draft.mentions
    ]
    return tuple(people), tuple(sorted(set(mentions), key=lambda m: (m.sentence, m.start, m.end)))
