"""Offices in a sentence: which one, of which country or organisation, former or not.

A title is matched with the country adjectives taken out of the way (``head of the Russian Foreign Ministry``, «глава
японского МИД»), and the country is then read from inside it, from before it, or from after it, in the order in which
each language puts it. Titles in the plural and titles that only begin another noun (大統領府, 外相会談) are nobody's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.office_places import MAX_GENITIVES, is_elsewhere, place_of, region_of
from summarizer.facts.office_times import is_former, is_incoming
from summarizer.facts.places import PlaceMention
from summarizer.facts.records import RoleKey
from summarizer.facts.role_lexicon import BORROWED, Role, cues, phrases, roles
from summarizer.language.phrases import Hit
from summarizer.language.words import Word, words


@dataclass(frozen=True, slots=True)
class RoleMention:
    """One office as a sentence words it.

    Attributes:
        start, end: offsets in the sentence's text, the country's words left out where they stand outside the title.
        title: id in ``lexicon/roles.tsv``, or ``COUNTERPART``.
        key: role key of the JSON.
        country: whose office it is, or None where the sentence does not say beside the title.
        organisation: key of ``lexicon/organisations.tsv``, or None.
        former: held in the past, or not yet (former, ex-, -elect, 元, 前, 次期).
        countries: of an office in the plural (``foreign ministers of Russia and Japan``, 両外相): whose holders may be
            named beside it, in order; None for an office in the singular.
        implied: ``country`` comes from the wording of the title alone (``Secretary of State``).
        region: key of ``lexicon/cities.tsv`` of the region, city or unrecognised state whose office it is, or None.
        elsewhere: it is told to be the office of something that the lexicon does not know.
        incoming: ``former`` because it is not held yet.
    """

    start: int
    end: int
    title: str
    key: RoleKey
    country: str | None
    organisation: str | None
    former: bool
    countries: tuple[str, ...] | None = None
    implied: bool = False
    region: str | None = None
    elsewhere: bool = False
    incoming: bool = False

    def of(self, place: PlaceMention) -> "RoleMention":
        """Return the office as that of a place."""
        region = region_of(place, self.title)
        return replace(self, country=place.country, organisation=place.organisation, region=region)


def find_roles(sentence: AnnotatedSentence) -> list[RoleMention]:
    """Return the offices in a sentence, in order, not overlapping."""
    if sentence.language == "ja":
        hits = [hit for hit in phrases("ja").find(_characters(sentence.text)) if _is_office_ja(hit, sentence)]
        hits = _compound(hits)
    else:
        # The names of countries keep their place; only adjectives stand between the words of a title.
        inside = [p for p in sentence.places if p.form == "adjective"]
        english = sentence.language == "en"
        owners = [s for p in sentence.places if english and (s := _owner(p, sentence)) is not None]
        out = [(p.start, p.end) for p in inside] + owners
        kept = [_bare(w, sentence) for w in sentence.words if not any(s <= w.start < e for s, e in out)]
        kept = _titled_alike(kept, sentence, owners) if owners else kept
        hits = [
            h for h in phrases(sentence.language).find(kept) if sentence.language == "en" or _is_noun(kept[h.first])
        ]
        plural = {hit.start for hit in hits if _is_plural(kept, hit, sentence.language)}
        return [_plural_mention(h, sentence) if h.start in plural else _mention(h, sentence) for h in hits]
    return [
        _plural_mention(h, sentence) if sentence.text[: h.start].endswith(_TOGETHER_JA) else _mention(h, sentence)
        for h in hits
    ]


_TOGETHER_JA = ("両", "各")
"""Before an office that several hold: 両外相, 各大統領."""


def _owner(place: PlaceMention, sentence: AnnotatedSentence) -> tuple[int, int] | None:
    """``secretary of Ukraine's National Security Council``: where a country with its ’s stands inside a title."""
    clitic = _CLITIC.match(sentence.text, place.end)
    return (place.start, clitic.end()) if clitic and _OF.search(sentence.text, 0, place.start) else None


def _titled_alike(kept: Sequence[Word], sentence: AnnotatedSentence, owners: Sequence[tuple[int, int]]) -> list[Word]:
    """Put “the” where the owners stood, if titles have it there: ``secretary of the Security Council``."""
    articles = [Word(start, end, "the", ("the",), frozenset({"word"})) for start, end in owners]
    filled = sorted([*kept, *articles], key=lambda w: w.start)
    longest = [sum(h.end - h.start for h in phrases(sentence.language).find(words)) for words in (kept, filled)]
    return filled if longest[1] > longest[0] else list(kept)


_CLITIC = re.compile(r"['’]s?\b")
_OF = re.compile(r"\bof(?: the)? $")


def _compound(hits: Sequence[Hit[Role]]) -> list[Hit[Role]]:
    """大統領 + 特別代表, 首相 + 顧問: an office right before another serves it, and names nobody."""
    found: list[Hit[Role]] = []
    for hit in hits:
        if found and found[-1].end == hit.start and found[-1].value.key in _SERVED and hit.value.key not in _SERVED:
            hit = replace(hit, start=found.pop().start)
        found.append(hit)
    return found


_SERVED = frozenset({"president", "prime_minister", "foreign_minister", "defense_minister", "finance_minister"})


def _is_noun(word: Word) -> bool:
    # «После» is a form of «посол» to the lemmatiser, which gives the preposition first.
    # Acting officials: «исполняющий обязанности …», «и. о. …».
    return not {"NOUN", "ADJF", "PRTF"}.isdisjoint(word.tags) or word.text.lower() == "и"


def _bare(word: Word, sentence: AnnotatedSentence) -> Word:
    """``ex-President``, ``president-elect``, «экс-премьер»: the office alone; what is around it is read as former."""
    match = _HYPHENATED.fullmatch(word.text) if "-" in word.text else None
    if match is None or match.group("office") == word.text:
        return word
    start, end = match.span("office")
    (bare,) = words(word.text[start:end], sentence.language)[:1]
    return replace(bare, start=word.start + start, end=word.end)


_HYPHENATED = re.compile(
    r"(?:(?:ex|экс)[-–‑])?(?P<office>\w[\w-]*?)(?:[-–‑](?:elect|designate|nominate|in-waiting))?", re.IGNORECASE
)


def _plural_mention(hit: Hit[Role], sentence: AnnotatedSentence) -> RoleMention:
    inside = [p for p in sentence.places if hit.start <= p.start and p.end <= hit.end]
    before: list[PlaceMention] = []
    position = hit.start
    for place in reversed([p for p in sentence.places if p.end <= hit.start]):
        if sentence.text[place.end : position] not in _COUNTRY_GAPS:
            break
        before.insert(0, place)
        position = place.start
    after: list[PlaceMention] = []
    position = hit.end
    for place in [p for p in sentence.places if p.start >= hit.end]:
        if sentence.text[position : place.start] not in _COUNTRY_GAPS:
            break
        after.append(place)
        position = place.end
    countries = tuple(p.country for p in (inside or before or after) if p.country)
    role = hit.value
    former = sentence.language != "ja" and is_former(hit.start, sentence, None)
    return RoleMention(hit.start, hit.end, role.title, role.key, None, None, former, countries=countries)


def _characters(text: str) -> list[Word]:
    return [Word(i, i + 1, c, (c,), frozenset()) for i, c in enumerate(text)]


def _is_office_ja(hit: Hit[Role], sentence: AnnotatedSentence) -> bool:
    # On a word boundary at one end at least: Sudachi reads 元首相 as 元首 + 相, so both would lose offices.
    starts = {w.start for w in sentence.words}
    ends = {w.end for w in sentence.words}
    if hit.start not in starts and hit.end not in ends:
        return False
    if hit.value.title in BORROWED:
        return sentence.text.startswith("の", hit.end)
    rest = sentence.text[hit.end :]
    return not rest.startswith(tuple(cues("not_office_before", "ja")))


def _is_plural(kept: Sequence[Word], hit: Hit[Role], language: Language) -> bool:
    own = kept[hit.first : hit.last]
    if language == "en":
        # ``ambassadors to the United Nations``: the head stands before the preposition.
        end = next((i for i, w in enumerate(own) if i and w.text.lower() in _PREPOSITIONS), len(own))
        head = own[end - 1].text.lower()
        return head.endswith("s") and head not in _SINGULAR_S
    return "plur" in own[0].tags and "sing" not in own[0].tags and hit.value.title not in BORROWED


_PREPOSITIONS = frozenset({"of", "to", "for", "in", "at"})
_SINGULAR_S = frozenset({"affairs", "charge d'affaires", "chargé d'affaires", "boss", "mrs", "business", "sports"})


def _mention(hit: Hit[Role], sentence: AnnotatedSentence) -> RoleMention:
    role = _company_role(hit, sentence) or hit.value
    place = place_of(hit, sentence)
    region = region_of(place, role.title) if place else None
    country = place.country if place and (place.country or region) else role.country
    if role.organisation and role.country in UNIONS:
        country = role.country  # “Portuguese-born European Council President”
    organisation = place.organisation if place and place.organisation else role.organisation
    if organisation == "eu" and role.title == "foreign_minister":
        role = roles()["high_representative"]
    if organisation in ("eu", "council_of_eu") and role.title == "president":
        # “EU Council president”: the Council of ministers has none.
        role, organisation = roles()["council_president"], "eu" if organisation == "eu" else "european_council"
    if organisation and organisation in _CENTRAL_BANKS and role.title == "party_vice_president":
        role = roles()["bank_deputy_governor"]
    if organisation and place and place.country is None and role.title == "president":
        role = roles()["organisation_president"]
    incoming = is_incoming(hit.start, hit.end, sentence, place)
    return RoleMention(
        _word_start(hit.start, sentence),
        _end(hit, sentence),
        role.title,
        role.key,
        country,
        organisation,
        incoming or is_former(hit.start, sentence, place),
        implied=role.country is not None and role.organisation is None and not (place and (place.country or region)),
        region=region,
        elsewhere=place is None and is_elsewhere(hit, role, sentence),
        incoming=incoming,
    )


UNIONS = frozenset({"EU", "UN"})
"""Countries of the card whose officials come from anywhere."""
_CENTRAL_BANKS = frozenset({"boj", "bank_of_england", "bank_of_russia", "pboc", "ecb", "fed", "bank_of_korea"})
"""Organisations whose 副総裁 is no party's."""


def _end(hit: Hit[Role], sentence: AnnotatedSentence) -> int:
    """Return where an English office ends: ``Under Secretary for Political Affairs``."""
    portfolio = _portfolio().match(sentence.text, hit.end) if sentence.language == "en" else None
    return portfolio.end() if portfolio is not None else hit.end


@cache
def _portfolio() -> re.Pattern[str]:
    last = "|".join(sorted(cues("portfolio", "en")))
    return re.compile(rf"\s(?:for|of)\s(?:the\s)?(?:(?:[A-Z][\w-]+,?|and|the|of)\s)*(?:{last})\b")


def _word_start(start: int, sentence: AnnotatedSentence) -> int:
    """«Экс-канцлер», ``ex-President``: the office begins where its word does."""
    if sentence.language == "ja":
        return start
    return next((w.start for w in sentence.words if w.start < start < w.end), start)


def _company_role(hit: Hit[Role], sentence: AnnotatedSentence) -> Role | None:
    """``Toyota President``, ``president of the trading house``, «президент банка»: of something that is no state."""
    if hit.value.title != "president" or sentence.language == "ja":
        return None
    company = roles()["company_president"]
    if sentence.language == "ru":
        return company if _complement_is_company_ru(hit.end, sentence) else None
    complement = re.match(r"\s+of\s+(?:the\s+)?", sentence.text[hit.end :])
    if _WHOSE.search(sentence.text, 0, hit.start):
        return company
    if complement is not None:
        start = hit.end + complement.end()
        styled = re.sub(r"^(?:[a-z]+-[a-z]+|unrecogni[sz]ed|breakaway|separatist)\s", "", sentence.text[start:])
        state = styled.startswith(tuple(cues("states", "en"))) or _place_at(start, sentence)
        return None if state else company
    before = next((w for w in reversed(sentence.words) if w.end <= hit.start), None)
    if (
        before is None
        or not (before.capitalised and before.text.isalpha())
        or sentence.text[before.end : hit.start] != " "
    ):
        return None
    plain = before.text.lower() in cues("before_president", "en") or before.start == 0
    return None if plain or _place_at(before.start, sentence) else company


_WHOSE = re.compile(r"[A-Z][\w&.-]*, whose $")
"""``JICA, whose President``: of what is named before."""


def _complement_is_company_ru(start: int, sentence: AnnotatedSentence) -> bool:
    if re.match(r"\s+(?:[«„\"]|[A-Z])", sentence.text[start:]):
        return True
    following = [w for w in sentence.words if w.start >= start][:MAX_GENITIVES]
    if not following or not following[0].text.islower() or sentence.text[start : following[0].start] != " ":
        return False
    # «президент самопровозглашённой республики»
    after = next((w for w in following if "NOUN" in w.tags), following[0])
    genitive = "gent" in after.tags and not {"NOUN", "ADJF"}.isdisjoint(after.tags)
    return genitive and after.text not in cues("states", "ru") and not _place_at(after.start, sentence)


def _place_at(start: int, sentence: AnnotatedSentence) -> bool:
    return any(p.start <= start < p.end for p in sentence.places)


_COUNTRY_GAPS = frozenset(("", " ", " and ", ", ", " of ", " of the ", " и ", "両", "、", "・"))
"""What may stand between the countries of an office in the plural, and between them and the office."""
