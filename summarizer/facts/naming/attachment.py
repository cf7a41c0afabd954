"""Which office goes with which name in a sentence.

The three languages differ in the order (``Foreign Minister Taro Kono``, ``Taro Kono, the foreign minister``; «глава
МИД Японии Таро Коно»; 日本の河野太郎外相) and agree in this: nothing but the office's own country and department may
stand between.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.article import Language
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.naming.apposition import is_apposition, is_of_firm
from summarizer.facts.naming.gaps import is_in_government, is_russian_complement, without_places
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.naming.predicates import told_by_verb
from summarizer.facts.naming.russian_offices import disagrees, governs, is_anothers, is_of_family
from summarizer.facts.naming.sharing import listed_japanese, served_english, served_russian, shared
from summarizer.facts.naming.sides import is_elsewhere, on_behalf
from summarizer.facts.office_places import region_of
from summarizer.facts.places import PlaceMention
from summarizer.facts.role_lexicon import role_key
from summarizer.facts.roles import RoleMention

_JAPANESE_GAP = re.compile(
    r"・?(?:（[ァ-ヺー・]+）)?(?:自治政府|暫定政府|・[一-鿿ァ-ヺー]{1,10}(?:大|大学院?|研究所|総研|証券|銀行|機構)|(?:元|前|新|次期)?駐.?|元|前|新|次期|[一-鿿]{2,6}党|[一-鿿]{0,5}担当|[一-鿿]{2,10}兼)?|(?:氏|さん)?（(?:元|前)?"
)
"""What may stand between a name and its office, countries taken out: 木原稔・前防衛相, グロモフ駐日ロシア大使."""
_CHAIN = re.compile(r" (?:to|of) the (?:[a-z]+ )(?:of the )?")
_ENGLISH_GAP = re.compile(
    r",?\s+(?:(?:H\.\s?E\.,?\s|(?:His|Her)\sExcellency,?\s)?(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Gen|Adm|Prof)\.?\s)?"
)
_ENGLISH_COMPLEMENT = re.compile(
    r"\s(?:(?:of|for|to|in)(?:\sthe(?:\s[a-z-]+){0,4}\sof)?(?:\sthe)?|the)\s$|^['’]s\s(?:[a-z-]+\s){1,3}(?:of\s)?$"
)
_PREFIX_REST = re.compile(
    r"(?:の|側(?:代表の|は|からは?|が)?、?|代表団?の|新|元|前|）|）の|当時の|政府|議会|国会|内閣|軍|海軍|陸軍|空軍|首相府|外交部|最高裁)?"
)
"""What may stand between a country and its person in Japanese: ドイツ政府のコルネリウス報道官."""
_DEPARTMENT_REACH = 8
"""Characters of the longest department (ホワイトハウス) with its の."""


@dataclass(frozen=True, slots=True)
class TitledName:
    """A name with the office that stands by it, if any."""

    name: NameMention
    role: RoleMention | None
    country: str | None

    @property
    def nationality(self) -> str | None:
        """Country that tells people of one surname apart; the officials of an organisation come from anywhere."""
        return None if self.role and self.role.organisation else self.country

    @property
    def start(self) -> int:
        """Offset where name or office begins."""
        return min(self.name.start, self.role.start) if self.role else self.name.start

    @property
    def end(self) -> int:
        """Offset where name or office ends."""
        return max(self.name.end, self.role.end) if self.role else self.name.end


def attach(
    sentence: AnnotatedSentence, names: Sequence[NameMention], roles: Sequence[RoleMention]
) -> tuple[list[TitledName], list[RoleMention]]:
    """Return each name with its office, and the offices that stand alone.

    Args:
        sentence: analysed.
        names: of the sentence, in order.
        roles: of the sentence, in order.
    """
    free = [r for r in roles if r.countries is None]
    chosen = shared(sentence, names, [r for r in roles if r.countries is not None])
    if sentence.language in _TOLD_BEFORE:
        chosen |= _TOLD_BEFORE[sentence.language](sentence, names, free)
    # The order that the language prefers goes first: in «по словам Коно, президент Путин …» the office is Putin's.
    for side in ("after", "before") if sentence.language == "ja" else ("before", "after"):
        for index, name in enumerate(names):
            if index in chosen:
                continue
            left = _left_of(names, index, chosen, sentence)
            right = names[index + 1].start if index + 1 < len(names) else len(sentence.text)
            role = _role_beside(sentence, name, [r for r in free if left <= r.start and r.end <= right], side)
            if role is not None:
                if sentence.language == "ja":
                    free = [r for r in free if not name.end <= r.start <= role.start]
                else:
                    free = [r for r in free if r is not role and not _is_joined(sentence, role, r)]
                chosen[index] = role
    if sentence.language == "en":
        chosen |= served_english(sentence, names, free, chosen)
    for index, name in enumerate(names):
        told = next(((r, t) for r in free if index not in chosen and (t := told_by_verb(sentence, name, r))), None)
        if told is not None:
            free.remove(told[0])
            chosen[index] = told[1]
    return [_titled(sentence, name, chosen.get(index)) for index, name in enumerate(names)], free


_TOLD_BEFORE: Mapping[
    Language, Callable[[AnnotatedSentence, Sequence[NameMention], list[RoleMention]], dict[int, RoleMention]]
] = {"ru": served_russian, "ja": listed_japanese}
"""Offices before names that are not the nearest name's own, by language."""


def _left_of(
    names: Sequence[NameMention], index: int, chosen: Mapping[int, RoleMention], sentence: AnnotatedSentence
) -> int:
    """Return where the name before ends; in English a word that may be a firm's parts no office from its name."""
    before = [i for i in range(index) if sentence.language != "en" or names[i].certain or i in chosen]
    return names[before[-1]].end if before else 0


def _role_beside(
    sentence: AnnotatedSentence, name: NameMention, roles: Sequence[RoleMention], side: str
) -> RoleMention | None:
    if side == "before":
        before = [r for r in roles if r.end <= name.start and _joins_before(sentence, r, name)]
        if sentence.language == "ru":
            before = [r for r in before if not is_anothers(sentence, r, name)]
            before = [r for r in before if not is_of_family(sentence, r, name) and not disagrees(sentence, r, name)]
        if len(before) > 1 and sentence.language == "ru" and governs(sentence, before[-2], before[-1], name):
            return before[-2]
        if before and before[-1].title in _RANKS:
            # “Energy Minister Prince Abdulaziz bin Salman”
            beside = next((r for r in roles if sentence.text[r.end : before[-1].start] == " "), None)
            return beside or before[-1]
        # “Prime Minister and Defense Minister Andrew Holness”
        heads = [r for r in roles if before and r.title in HEADS and _is_joined(sentence, r, before[-1])]
        return heads[-1] if heads else before[-1] if before else None
    after = [r for r in roles if r.start >= name.end]
    first = next((i for i, r in enumerate(after) if _joins_after(sentence, r, name)), None)
    if first is None:
        return None
    # 副首相兼外相: the last of two, as in “Deputy Prime Minister and Foreign Minister Dar”; not 首相兼国防相.
    while after[first].title not in HEADS and _is_held_beside(sentence, after[first : first + 2]):
        first += 1
    return after[first]


_RANKS = frozenset({"prince"})
"""Titles that people bear beside an office."""
HEADS = frozenset({"president", "prime_minister", "chancellor"})
"""Offices that outweigh another of the same person."""


def _is_joined(sentence: AnnotatedSentence, one: RoleMention, two: RoleMention) -> bool:
    first, second = sorted((one, two), key=lambda r: r.start)
    gap = without_places(sentence, first.end, second.start)
    return gap.split() in (["and"], ["и"], ["of", "and"]) and HEADS.isdisjoint({two.title} - {one.title})


def _is_held_beside(sentence: AnnotatedSentence, two: Sequence[RoleMention]) -> bool:
    return len(two) > 1 and sentence.text[two[0].end : two[1].start] == "兼"


def _joins_before(sentence: AnnotatedSentence, role: RoleMention, name: NameMention) -> bool:
    gap = sentence.text[role.end : name.start]
    if sentence.language == "ja":
        # ドイツ首相アンゲラ・メルケル: only a full name in katakana can follow an office directly.
        whole = "・" in name.display or name.display.endswith("師") or sentence.text.startswith(("師", "氏"), name.end)
        return gap in ("の", "・", "、", "である", "を務める") or (not gap and whole)
    if not gap.strip():
        return True
    if sentence.language == "en":
        # “envoy to”: the preposition is part of the office.
        end = role.end - len(" to") if sentence.text[: role.end].endswith(" to") else role.end
        bare = _without_complements(sentence, end, name.start)
        return _ENGLISH_GAP.fullmatch(bare) is not None or is_of_firm(role.title, bare)
    complement = is_russian_complement(sentence, role.end, name.start)
    return complement and not is_in_government(sentence, role.end, name.start)


def _joins_after(sentence: AnnotatedSentence, role: RoleMention, name: NameMention) -> bool:
    gap = sentence.text[name.end : role.start]
    if sentence.language == "ja":
        bare = without_places(sentence, name.end, role.start)
        return _JAPANESE_GAP.fullmatch(bare) is not None or (bare in ("（", "(") and len(gap) <= 1)
    # Jared Kushner, the president's son-in-law
    owned = sentence.language == "en" and sentence.text.startswith(("'s ", "’s "), role.end)
    # «под Борисовом, сообщил министр»
    says = any("VERB" in w.tags for w in sentence.words if name.end <= w.start < role.start)
    return not owned and not says and is_apposition(sentence, name.end, role.start)


def _without_complements(sentence: AnnotatedSentence, start: int, end: int) -> str:
    """The gap without `` of Japan``: what must be nothing between ``Foreign Minister`` and ``Taro Kono``."""
    text, position = "", start
    for place in sentence.places:
        if start <= place.start and place.end <= end:
            text += _ENGLISH_COMPLEMENT.sub("", sentence.text[position : place.start])
            position = place.end
    return text + sentence.text[position:end]


def _titled(sentence: AnnotatedSentence, name: NameMention, role: RoleMention | None) -> TitledName:
    if sentence.language != "ja":
        if role is None:
            return TitledName(name, None, _nationality(sentence, name))
        if role.country is None and role.organisation is None and role.region is None:
            place = _place_behind(sentence, name, role) or on_behalf(sentence, name, role)
            role = (
                role.of(place)
                if place
                else replace(role, elsewhere=role.elsewhere or is_elsewhere(sentence, name, role))
            )
        return TitledName(name, role, role.country)
    begin = min(name.start, role.start) if role else name.start
    prefix, department = _japanese_prefix(sentence, begin)
    if role is None:
        return TitledName(name, None, prefix.country if prefix else None)
    own = [p for p in sentence.places if name.end <= p.start and p.end <= role.start]
    own = [p for p in own if "、" not in sentence.text[name.end : p.start]]  # not: Aの甲、Bの乙の両首相
    between = next((p for p in reversed(own) if _is_own(sentence, p)), None)
    if role.title == "spokesperson" and department in _departments():
        title = _departments()[department]
        role = replace(role, title=title, key=role_key(title))
    # 中谷元防衛相: the 元 is the given name, not “former”.
    if role.former and name.end == role.start:
        role = replace(role, former=role.incoming)
    if sentence.text[: name.start].endswith("当時の"):
        role = replace(role, former=True)
    place = between or prefix
    region = role.region or (region_of(place, role.title) if place and _is_japanese_region(place, role) else None)
    country = role.country or (place.country if place else None)
    organisation = role.organisation or (place.organisation if place else None)
    elsewhere = place is None and _UNKNOWN_PLACE.search(sentence.text[:begin]) is not None
    if organisation == "eu" and role.title == "president":
        role = replace(role, title="council_president", key=role_key("council_president"))
    role = replace(role, country=country, organisation=organisation, region=region, elsewhere=elsewhere)
    return TitledName(name, role, country)


def _is_japanese_region(place: PlaceMention, role: RoleMention) -> bool:
    return role.country is None or place.country in (None, role.country)


_UNKNOWN_PLACE = re.compile(r"[ァ-ヺー・]{3,}(?:共和国|王国|首長国|自治政府)?(?:の|・)?$")


def _is_own(sentence: AnnotatedSentence, place: PlaceMention) -> bool:
    """Not the host of an ambassador (駐日大使), nor what an envoy deals with (北朝鮮担当特使)."""
    return not sentence.text[: place.start].endswith("駐") and not sentence.text[place.end :].startswith("担当")


def _place_behind(sentence: AnnotatedSentence, name: NameMention, role: RoleMention) -> PlaceMention | None:
    """``Foreign Minister Ingrid Halvorsen of Norway``; ``an adviser to the head of the Ukrainian office``."""
    if sentence.language != "en":
        return None
    reach = max(name.end, role.end)
    place = next((p for p in sentence.places if p.start >= reach), None)
    if place is None:
        return None
    gap = sentence.text[reach : place.start]
    chained = _CHAIN.fullmatch(gap) is not None and reach == role.end
    return place if gap in (" of ", " of the ") or chained else None


def _nationality(sentence: AnnotatedSentence, name: NameMention) -> str | None:
    """Country of an adjective just before the name, or of «россиянин», for someone without an office."""
    place = next((p for p in reversed(sentence.places) if p.end <= name.start), None)
    if place is None or place.form not in ("adjective", "people"):
        return None
    gap = sentence.text[place.end : name.start]
    return place.country if re.fullmatch(r"\s(?:[a-zа-яё-]+\s){0,2}", gap) else None


@cache
def _departments() -> dict[str, str]:
    return dict(entries("role_cues")["department_spokesperson"]["ja"])


def _japanese_prefix(sentence: AnnotatedSentence, begin: int) -> tuple[PlaceMention | None, str]:
    """Country (or organisation) and department that end where a name begins: ロシアの, 米, ロシア外務省の."""
    place = next((p for p in reversed(sentence.places) if p.end <= begin), None)
    before = sentence.text[max(0, begin - _DEPARTMENT_REACH) : begin]
    department = next((d for d in _departments() if before.endswith((d, d + "の"))), "")
    if place is None:
        return None, department
    rest = sentence.text[place.end : begin].removesuffix("の").removesuffix(department)
    return (place if _PREFIX_REST.fullmatch(rest) else None), department
