"""Traces surnames, titles alone and borrowed offices to the people whom full names, or the gazetteer, have founded."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizer.article import Article, Language
from summarizer.facts.gazetteer import KnownPerson, gazetteer
from summarizer.facts.name_keys import fold
from summarizer.facts.naming import NameMention
from summarizer.facts.naming.attachment import TitledName
from summarizer.facts.naming.bare_surnames import OCCUPATIONS, famous_together, key_now, new_by_surname
from summarizer.facts.naming.drafts import Draft, Found, office_of
from summarizer.facts.naming.variants import is_alike, is_variant_of_known, known_by_variant
from summarizer.facts.offices import GREAT, held_in, is_borne_out, is_common, tell_apart
from summarizer.facts.role_lexicon import BORROWED, PREDECESSOR
from summarizer.facts.roles import RoleMention

_LEADERS = frozenset(
    {"president", "prime_minister", "chancellor", "leader", "supreme_leader", "state_affairs_chairman"}
)
_DIGRAPHS = frozenset({"дж", "дз", "чж"})
"""Russian initials of two letters."""
LONGEST_INITIAL = 2
"""Letters of a given name written short: «Дж. Клеверли»."""
CHANCELLOR = "chancellor"
CHANCELLORS = frozenset({"AT", "DE"})
"""Countries whose head of government is a chancellor."""


def _is_full(name: NameMention, language: Language) -> bool:
    if language == "ja":
        return name.known is not None or len(name.parts) > 1 or " " in name.reading
    return len(name.parts) > 1


def full_names(found: Iterable[Found], article: Article) -> list[Draft]:
    """Return a draft for every full name that the article shows to be a person's."""
    language = article.language
    drafts: list[Draft] = []
    for each in found:
        for titled in each.titled:
            if not _is_full(titled.name, language):
                continue
            if not (titled.name.certain or titled.role or is_variant_of_known(titled.name, article)):
                continue
            draft = next((d for d in drafts if _is_same(d, titled.name)), None)
            if draft is None:
                draft = Draft(titled.name.parts, titled.name.known)
                drafts.append(draft)
            draft.add(each.sentence.index, titled)
    for draft in drafts:
        draft.known = draft.known or _by_initial(draft, article) or _by_likeness(draft, article)
    return drafts


def _by_initial(draft: Draft, article: Article) -> KnownPerson | None:
    """Return the known person of whom an article writes the given name short: «С. В. Лавров», ``S. Lavrov``."""
    given = min(draft.parts[0], key=len)
    if article.language == "ja" or len(draft.parts) < 2 or len(given) > LONGEST_INITIAL:
        return None
    bearers = gazetteer(article.language).by_surname(draft.parts[-1])
    fitting = [p for p in bearers if fold(p.names.in_language(article.language)).startswith(given)]
    year = article.published.year if article.published else None
    role = draft.roles[0] if draft.roles else None
    key = role.key if role and not role.former and role.title not in BORROWED else None
    person = tell_apart(fitting, key, year)
    serves = role is not None and role.organisation is not None
    agrees = person is not None and (serves or draft.country in (None, person.country))
    return person if person and agrees and is_borne_out(person, key, year) else None


def _by_likeness(draft: Draft, article: Article) -> KnownPerson | None:
    """Return the known person whose given name the article spells otherwise: «Эмманюэль Макрон», ``Sergej Lavrov``."""
    role = draft.roles[0] if draft.roles else None
    if role is None or role.former or role.title in BORROWED:
        return None if role and role.title in OCCUPATIONS else known_by_variant(draft, article)
    language, year = article.language, article.published.year if article.published else None
    alike = [p for p in gazetteer(language).by_surname(draft.parts[-1]) if is_alike(p, draft.parts, language)]
    person = alike[0] if len(alike) == 1 and len(draft.parts) > 1 else None
    if person is None or is_common(person) or not is_borne_out(person, role.key, year):
        return None
    if role.key not in GREAT:
        return None if role.title in OCCUPATIONS else known_by_variant(draft, article)
    held = person.posts is None or role.key in person.posts
    return person if held and (role.organisation is not None or draft.country == person.country) else None


def _is_same(draft: Draft, name: NameMention) -> bool:
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
    initials = [part for part in one | other if len(part) == 1 or part in _DIGRAPHS]
    return bool(initials) and any(long.startswith(i) for i in initials for long in one | other if len(long) > 1)


def surnames(found: Iterable[Found], drafts: list[Draft], article: Article) -> None:
    """Trace surnames, and full names without evidence of their own, to drafts; found new ones from the gazetteer."""
    for each in found:
        together = famous_together(each, article.language)
        for titled in each.titled:
            if _is_full(titled.name, article.language):
                if not titled.name.certain and not titled.role:
                    draft = next((d for d in drafts if _is_same(d, titled.name)), None)
                    if draft:
                        draft.add(each.sentence.index, titled)
                continue
            possible = [d for d in drafts if not _is_namesake(titled, d, article)]
            draft = _draft_by_surname(titled, possible, each.sentence.index, article.language)
            if draft is None:
                draft = new_by_surname(titled, each, article, together)
                if draft is None:
                    continue
                drafts.append(draft)
            draft.add(each.sentence.index, titled)


def _is_namesake(titled: TitledName, draft: Draft, article: Article) -> bool:
    """Whether a minister has only the surname of somebody known whom the article names with other offices, or none."""
    key = key_now(titled)
    if draft.known is None or key not in GREAT or any(role.key == key for role in draft.roles):
        return False
    return not is_borne_out(draft.known, key, article.published.year if article.published else None)


def _draft_by_surname(titled: TitledName, drafts: Sequence[Draft], index: int, language: Language) -> Draft | None:
    fitting = [d for d in drafts if _has_surname(d, titled.name, language)]
    if titled.nationality:
        fitting = [d for d in fitting if d.country in (titled.nationality, None)] or (
            fitting if len(fitting) == 1 and not (titled.role and fitting[0].roles) else []
        )
    if len(fitting) > 1 and not titled.role:
        # “Biden” beside Joe and Jill Biden: whom the article gives an office.
        holders = [d for d in fitting if any(r.key != "other" for r in d.roles)]
        fitting = holders if len(holders) == 1 else fitting
    if len(fitting) > 1 and titled.role:
        fitting = [d for d in fitting if any(r.title == titled.role.title for r in d.roles)] or fitting
    earlier = [d for d in fitting if min(d.mentions)[0] <= index] or fitting
    return max(earlier, key=lambda d: max(m for m in d.mentions if m[0] <= index or d.mentions), default=None)


def _has_surname(draft: Draft, name: NameMention, language: Language) -> bool:
    part = name.parts[0]
    if language == "ja" and len(draft.parts) == 1:
        written = next(iter(part))
        full = next(iter(draft.parts[0]))
        return full == written or (full.startswith(written) and _reads_alike(draft, name))
    surname = draft.parts[0] if _family_first(draft, language) else draft.parts[-1]
    return bool(part & surname)


def _reads_alike(draft: Draft, name: NameMention) -> bool:
    family = draft.reading.split(" ")[0] if draft.reading else ""
    return not family or not name.reading or family == name.reading or len(name.display) == 1


def _family_first(draft: Draft, language: Language) -> bool:
    return (
        draft.known is not None and draft.known.surname(language).casefold() in draft.parts[0] and len(draft.parts) > 1
    )


def borrowed_offices(found: Iterable[Found], drafts: Sequence[Draft]) -> None:
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
                other, country = others[0], draft.country if former else role.country or draft.country
                if former or country is not None:  # of whom nobody says the country, it is not the other's own
                    draft.roles.append(_borrowed(role, other, country, former=former))


def _borrowed(role: RoleMention, other: RoleMention, country: str | None, *, former: bool) -> RoleMention:
    """Return the other's office under the name that it has in a country: only two have a federal chancellor."""
    title, key = other.title, other.key
    if title == CHANCELLOR and country not in CHANCELLORS:
        title, key = "prime_minister", "prime_minister"
    return RoleMention(role.start, role.end, title, key, country, None, former)


def titles_alone(found: Iterable[Found], drafts: Sequence[Draft], article: Article) -> None:
    """``the Russian foreign minister noted``: whoever holds that office in this article, if one person does."""
    for each in found:
        for role in each.alone:
            if role.former or role.title in BORROWED or role.countries is not None:
                continue
            holders = [d for d in drafts if _holds(d, role)]
            if role.country is None:
                # “The president would travel to Vietnam” does not mean the one who is named only later.
                holders = [d for d in holders if min(d.mentions)[0] <= each.sentence.index]
            if len(holders) > 1 and each.sentence.language == "ja" and role.country is None:
                # 「首相」 beside スターマー首相: the one of no country is Japan's.
                holders = [d for d in holders if d.country == "JP"]
            if not holders:
                holders = _incumbents(role, drafts, each.sentence.index, article)
                for draft in holders[:1] if len(holders) == 1 else ():
                    draft.roles.append(role)
            if len(holders) == 1:
                holders[0].mentions.append((each.sentence.index, role.start, role.end))


def _incumbents(role: RoleMention, drafts: Sequence[Draft], index: int, article: Article) -> list[Draft]:
    """“Macron arrived in Tokyo. The French president will …”: who is known to hold the office told a sentence later."""
    year = article.published.year if article.published else None
    if role.region or role.organisation or role.elsewhere or role.key not in GREAT or role.country is None:
        return []
    return [
        draft
        for draft in drafts
        if draft.known is not None
        and not draft.roles
        and draft.country == role.country == draft.known.country
        and role.key in held_in(draft.known, year)
        and any(m[0] in (index - 1, index) for m in draft.mentions)
    ]


def _holds(draft: Draft, role: RoleMention) -> bool:
    own = office_of(draft)
    if own is None or own.former:
        return False
    if role.title == "leader":
        # «белорусский лидер»: the head of that state or government; “the leader” of no country is anybody's.
        return role.country is not None and role.country == draft.country and own.title in _LEADERS
    anyones = role.country is None and role.region is None and not role.elsewhere
    return own.title == role.title and (
        anyones or (role.region == own.region and role.country in (None, draft.country))
    )
