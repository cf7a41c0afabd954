"""Japanese names: gazetteer, Sudachi's surnames and given names, and what stands before an office or an honorific.

News writes the name before the office (河野太郎外相, ラブロフ氏), so the finder walks back from the office over
characters that can belong to a name: katakana with ・, or the kanji that Sudachi reads as names.
"""

import re
from collections.abc import Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import fold, gazetteer
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.roles import RoleMention
from summarizer.language.words import Word

_KATAKANA_NAME = re.compile(r"[ァ-ヺ][ァ-ヺー]+(?:[・＝=\-‐－][ァ-ヺー]+)*")
_KANJI = re.compile(r"[\u4e00-\u9fff々〆ヶ髙﨑]+")
_WRITTEN = re.compile(r"[\u4e00-\u9fff々〆ヶ髙﨑]+[ぁ-ゖァ-ヺー]*")
"""A family name in kanji and a given name in whatever script: 熊谷ひろみ."""
_NOUNS = frozenset({"名詞", "接尾辞", "接頭辞", "形状詞"})
_BEFORE_OFFICE = re.compile(r"(?:（[ァ-ヺー・]+）)?・?(?:元|前|新|両|次期|[一-鿿]{0,5}担当|[一-鿿]{2,10}兼)?駐?")
_GOVERNMENT = re.compile("(?:（[^（）]{1,4}）)?(?:" + "|".join(entries("name_cues")["governments"]["ja"]) + ")")
_AGE = re.compile(r"[（(]\s*[0-9０-９〇一二三四五六七八九十]{1,3}\s*[)）]")
_SHORTEST_KATAKANA = 2
_MAX_KANJI_NAME = 6
"""Characters of the longest kanji name taken on grammar alone (three for the family, three for the given name)."""


@cache
def _cues(name: str) -> tuple[str, ...]:
    return tuple(sorted(entries("name_cues")[name]["ja"], key=len, reverse=True))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(form for row in table("given_names") for form in variants(row["ja"])) - set(
        entries("name_cues")["particles"]["ja"]
    )


def find_names(
    sentences: Sequence[AnnotatedSentence], roles: Sequence[Sequence[RoleMention]]
) -> list[list[NameMention]]:
    """Return the names in each sentence of an article, in order.

    Args:
        sentences: analysed.
        roles: the offices of each sentence.
    """
    return [_in_sentence(sentence, own) for sentence, own in zip(sentences, roles, strict=True)]


def _in_sentence(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[NameMention]:
    found: list[NameMention] = []
    for name in _known(sentence) + _katakana(sentence, roles) + _segmented(sentence, roles) + _titled(sentence, roles):
        if not any(name.start < other.end and other.start < name.end for other in found):
            found.append(name)
    # 高市政権, ブッシュ（子）政権: a surname that only names a government.
    found = [n for n in found if n.known or not _GOVERNMENT.match(sentence.text, n.end)]
    ends = {n.end for n in found}
    # 尹錫悦（ユン・ソンニョル）: what stands in brackets behind a name is its reading.
    readings = [n for n in found if sentence.text[n.start - 1 : n.start] == "（" and n.start - 1 in ends]
    return sorted((n for n in found if n not in readings), key=lambda n: n.start)


def _known(sentence: AnnotatedSentence) -> list[NameMention]:
    text, found, position = sentence.text, [], 0
    for word in sentence.words:
        if word.start < position:
            continue
        hit = gazetteer("ja").longest_japanese(text, word.start)
        if hit is not None and not _continues(text, hit[0]) and not text.startswith("主義", hit[0]):
            position, person = hit
            name = text[word.start : position]
            reading = person.reading
            found.append(NameMention(word.start, position, (frozenset({fold(name)}),), name, person, True, reading))
    return found


def _continues(text: str, end: int) -> bool:
    return bool(re.match(r"[ァ-ヺー]", text[end:])) and bool(re.match(r"[ァ-ヺー]", text[end - 1 :]))


def _katakana(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[NameMention]:
    found = []
    for match in _KATAKANA_NAME.finditer(sentence.text):
        start, end = match.span()
        # サディコフ・エネルギー相: the run of katakana goes on into the office.
        end = min([end, *(s for s, _ in _taken(sentence, roles) if start < s < end)])
        if (
            sentence.text[start - 1 : start] == "（"
            and sentence.text[end : end + 1] == "）"
            and _is_reading(start, sentence)
        ):
            continue
        text = sentence.text[start:end].rstrip("・＝=-")
        end = start + len(text)
        if len(text) < _SHORTEST_KATAKANA or any(s < end and start < e for s, e in _taken(sentence, roles)):
            continue
        name = re.sub(r"[＝=]", "・", text)
        parts = tuple(frozenset({fold(p)}) for p in name.split("・") if p)
        certain = _before_title(end, sentence, roles)
        known = gazetteer("ja").by_full_name([frozenset({fold(name)})]) if len(parts) > 1 else None
        surname_known = len(parts) == 1 and bool(gazetteer("ja").by_surname(parts[0]))
        given = len(parts) > 1 and (_tagged(sentence, start, end) or name.split("・")[0] in _given_names())
        if certain or known or surname_known or given:
            found.append(NameMention(start, end, parts, name, known, certain or known is not None or given))
    return found


def _is_reading(start: int, sentence: AnnotatedSentence) -> bool:
    """尹錫悦（ユン・ソンニョル）: the katakana says how the kanji before it are read."""
    return start > 1 and _KANJI.fullmatch(sentence.text[start - 2]) is not None


def _taken(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in sentence.places] + [(r.start, r.end) for r in roles]


def _tagged(sentence: AnnotatedSentence, start: int, end: int) -> bool:
    return any("人名" in w.tags for w in sentence.words if start <= w.start < end)


def _segmented(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[NameMention]:
    """Kanji names that Sudachi reads as family and given name: 林 + 芳正, or a family name before a title."""
    found = []
    words = sentence.words
    for index, word in enumerate(words):
        follows_name = index and "人名" in words[index - 1].tags and words[index - 1].end == word.start
        if "人名" not in word.tags or not _KANJI.match(word.text) or _in_place(word, sentence) or follows_name:
            continue
        # 朴鎮宇氏: one character behind another noun is the end of a name that Sudachi does not part.
        if len(word.text) == 1 and index and words[index - 1].end == word.start and _is_kanji_noun(words[index - 1]):
            continue
        # 日本の如月大翔外相: a given name alone before an office of state; the walk back from the office takes both.
        led = index > 0 and words[index - 1].end == word.start and _is_kanji_noun(words[index - 1])
        if led and "姓" not in word.tags and any(r.start == word.end and r.key != "other" for r in roles):
            continue
        end, reading = word.end, word.reading
        given = _given_name(words[index + 1 :], word.end, sentence, roles) if "姓" in word.tags else None
        if given is not None:
            end, reading = given[0], f"{word.reading} {given[1]}"
        # Lists of towns read like names (郡山湖南), so a name without a title, an honorific or an age proves nothing.
        certain = _before_title(end, sentence, roles) or bool(_AGE.match(sentence.text[end:]))
        written = _WRITTEN.match(sentence.text[word.start : end])
        text = written.group() if written else word.text
        found.append(NameMention(word.start, end, (frozenset({fold(text)}),), text, None, certain, reading))
    return found


@cache
def _kanji_given_names() -> dict[str, str]:
    return {row["kanji"]: row["reading"] for row in table("given_names_kanji")}


def _given_name(
    rest: Sequence[Word], start: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]
) -> tuple[int, str] | None:
    """Return the end and the reading of a given name right behind a family name, or None.

    Sudachi parts young names (陽 + 人): a listed one goes first, and one character more that only ends the name is its.
    """
    run = _KANJI.match(sentence.text, start)
    listed = sentence.text[start : start + _LONGEST_LISTED] if run else ""
    if listed in _kanji_given_names() and any(w.end == start + len(listed) for w in rest):
        return start + len(listed), _kanji_given_names()[listed]
    following = rest[0] if rest else None
    if following is None or following.start != start or not _is_given(following):
        return None
    last = rest[1] if len(rest) > 1 else None
    ends = last is not None and run is not None and _ends_the_name(last, following, run.end(), sentence, roles)
    if last is not None and ends:
        return last.end, following.reading + last.reading
    return following.end, following.reading


_LONGEST_LISTED = 2


def _ends_the_name(
    last: Word, given: Word, run_end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]
) -> bool:
    """高橋陽 + 人 + 氏: one character between a given name and what follows a whole name."""
    if last.start != given.end or len(last.text) > 1 or len(given.text) > 1 or last.text in _cues("honorifics"):
        return False
    if any(r.start <= last.start < r.end for r in roles):
        return False
    return last.end == run_end or _before_title(last.end, sentence, roles)


def _is_kanji_noun(word: Word) -> bool:
    return _KANJI.fullmatch(word.text) is not None and bool(_NOUNS & word.tags) and "人名" not in word.tags


def _is_given(word: Word) -> bool:
    # Sudachi folds a reading in brackets into the word: 兵衛（ひょうえ）.
    return "名" in word.tags or ("人名" in word.tags and _KANJI.match(word.text) is not None)


def _in_place(word: Word, sentence: AnnotatedSentence) -> bool:
    return any(p.start <= word.start < p.end and p.end - p.start > len(word.text) for p in sentence.places)


def _titled(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[NameMention]:
    """Names that Sudachi does not know, by the office or honorific after them: 日本の如月陽人外相, 高市首相."""
    found = []
    offices = {r.start: r.key != "other" for r in roles}
    local = {r.start for r in roles if r.title in _OF_PLACES}
    ends = dict.fromkeys((m.start() for cue in _cues("honorifics") for m in re.finditer(cue, sentence.text)), False)
    for end, of_state in (ends | offices).items():
        start = _walk_back(end, sentence, roles)
        text = sentence.text[start:end]
        if not (2 <= len(text) <= _MAX_KANJI_NAME and _KANJI.fullmatch(text)):
            continue
        inside = [w for w in sentence.words if start <= w.start < end]
        if _is_surname_like_a_place(text, inside, of_state) and end not in local:
            found.append(NameMention(start, end, (frozenset({fold(text)}),), text, None, True, inside[0].reading))
        elif any("人名" in w.tags for w in inside) or (
            of_state and _may_be_unknown_name(text, inside, start, sentence)
        ):
            given = text[len(inside[0].text) :]
            read = _kanji_given_names().get(given) or "".join(w.reading for w in inside[1:])
            reading = f"{inside[0].reading} {read}".strip()
            found.append(NameMention(start, end, (frozenset({fold(text)}),), text, None, True, reading))
    return found


_OF_PLACES = frozenset(
    {
        "governor",
        "acting_governor",
        "deputy_governor",
        "mayor",
        "head",
        "chairman",
        "director",
        "company_president",
        "bank_governor",
    }
)
"""Offices before which a place is likelier than a surname: 高市町長, 茂木支部長."""


def _is_surname_like_a_place(text: str, inside: Sequence[Word], of_state: bool) -> bool:
    """高市, 茂木, 木原: a surname that Sudachi takes for a village, before an office that no village has."""
    placed = len(inside) == 1 and "地名" in inside[0].tags
    return placed and (of_state or bool(gazetteer("ja").by_kanji_surname(text)))


def _may_be_unknown_name(text: str, inside: Sequence[Word], start: int, sentence: AnnotatedSentence) -> bool:
    """Three to five kanji right after ``国の`` and right before an office of state, none of them a word of rank."""
    after_country = any(sentence.text[p.end : start] in ("", "の") for p in sentence.places if p.end <= start)
    common = set(_cues("not_a_name"))
    return after_country and 3 <= len(text) <= 5 and not any(w.text in common for w in inside)


def _walk_back(end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> int:
    start = end
    for word in reversed([w for w in sentence.words if w.end <= end]):
        placed = any(p.start < word.end and word.start < p.end for p in sentence.places)
        titled = any(r.start < word.end and word.start < r.end for r in roles)
        if word.end != start or placed or titled or _KANJI.fullmatch(word.text) is None or not _NOUNS & word.tags:
            break
        start = word.start
    return start


def _before_title(end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> bool:
    """Whether an honorific or an office follows, past 元, a reading in brackets, and the countries of an ambassador."""
    rest = sentence.text[end:]
    if rest.startswith(_cues("honorifics")):
        return True
    between = _BEFORE_OFFICE.match(rest)
    position = end + (between.end() if between else 0)
    place = next((p for p in sentence.places if p.start in (end, position)), None)
    while place is not None:
        position = place.end + (len("担当") if sentence.text.startswith("担当", place.end) else 0)
        place = next((p for p in sentence.places if p.start == position), None)
    return any(r.start in (end, position) for r in roles)
