"""Japanese names: gazetteer, Sudachi's surnames and given names, and what stands before an office or an honorific.

News writes the name before the office (河野太郎外相, ラブロフ氏), so the finder walks back from the office over
characters that can belong to a name: katakana with ・, or the kanji that Sudachi reads as names.
"""

import re
from collections.abc import Sequence
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.gazetteer import gazetteer
from summarizer.facts.lexicons import entries, table, variants
from summarizer.facts.name_keys import fold
from summarizer.facts.naming.japanese_given import KANJI, READ, before_title, cues, given_name, kanji_given_names
from summarizer.facts.naming.mention import NameMention
from summarizer.facts.roles import RoleMention
from summarizer.language.words import Word

_KATAKANA_NAME = re.compile(r"[ァ-ヺ][ァ-ヺー]+(?:[・＝=\-‐－][ァ-ヺー]+)*")
_WRITTEN = re.compile(r"[\u4e00-\u9fff々〆ヶ髙﨑]+[ぁ-ゖァ-ヺー]*")
"""A family name in kanji and a given name in whatever script: 熊谷ひろみ."""
_NOUNS = frozenset({"名詞", "接尾辞", "接頭辞", "形状詞"})
_GOVERNMENT = re.compile("(?:（[^（）]{1,4}）)?(?:" + "|".join(entries("name_cues")["governments"]["ja"]) + ")")
_AGE = re.compile(r"[（(]\s*[0-9０-９〇一二三四五六七八九十]{1,3}\s*[)）]")
_SHORTEST_KATAKANA = 2
_MAX_KANJI_NAME = 6
"""Characters of the longest kanji name taken on grammar alone (three for the family, three for the given name)."""


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
        if name in cues("firms"):
            continue
        parts = tuple(frozenset({fold(p)}) for p in name.split("・") if p)
        certain = before_title(end, sentence, roles)
        known = gazetteer("ja").by_full_name([frozenset({fold(name)})]) if len(parts) > 1 else None
        surname_known = len(parts) == 1 and bool(gazetteer("ja").by_surname(parts[0]))
        given = len(parts) > 1 and (_tagged(sentence, start, end) or name.split("・")[0] in _given_names())
        if certain or known or surname_known or given:
            found.append(NameMention(start, end, parts, name, known, certain or known is not None or given))
    return found


def _is_reading(start: int, sentence: AnnotatedSentence) -> bool:
    """尹錫悦（ユン・ソンニョル）: the katakana says how the kanji before it are read."""
    return start > 1 and KANJI.fullmatch(sentence.text[start - 2]) is not None


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
        if "人名" not in word.tags or not KANJI.match(word.text) or _in_place(word, sentence) or follows_name:
            continue
        # 朴鎮宇氏: one character behind another noun is the end of a name that Sudachi does not part.
        if len(word.text) == 1 and index and words[index - 1].end == word.start and _is_kanji_noun(words[index - 1]):
            continue
        # 日本の如月大翔外相: a given name alone before an office of state; the walk back from the office takes both.
        led = index > 0 and words[index - 1].end == word.start and _is_kanji_noun(words[index - 1])
        if (
            led
            and "姓" not in word.tags
            and (
                sentence.text.startswith(cues("honorifics"), word.end)
                or READ.match(sentence.text, word.end)
                or any(r.start == word.end and r.key != "other" for r in roles)
            )
        ):
            continue
        end, reading = word.end, word.reading
        given = given_name(words[index + 1 :], word.end, sentence, roles) if "姓" in word.tags else None
        run = KANJI.match(sentence.text, word.start)
        if given is None and run and run.end() > word.end and READ.match(sentence.text, run.end()):
            continue  # 李赫（イ・ヒョク）: the whole run is the name
        if given is not None:
            end, reading = given[0], f"{word.reading} {given[1]}"
        # Lists of towns read like names (郡山湖南), so a name without a title, an honorific or an age proves nothing.
        certain = before_title(end, sentence, roles) or bool(_AGE.match(sentence.text[end:]))
        written = _WRITTEN.match(sentence.text[word.start : end])
        text = written.group() if written else word.text
        found.append(NameMention(word.start, end, (frozenset({fold(text)}),), text, None, certain, reading))
    return found


def _is_kanji_noun(word: Word) -> bool:
    return KANJI.fullmatch(word.text) is not None and bool(_NOUNS & word.tags) and "人名" not in word.tags


def _in_place(word: Word, sentence: AnnotatedSentence) -> bool:
    return any(p.start <= word.start < p.end and p.end - p.start > len(word.text) for p in sentence.places)


def _titled(sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> list[NameMention]:
    """Names that Sudachi does not know, by the office or honorific after them: 日本の如月陽人外相, 高市首相."""
    found = []
    offices = {r.start: r.key != "other" for r in roles}
    local = {r.start for r in roles if r.title in _OF_PLACES}
    ends = dict.fromkeys((m.start() for cue in cues("honorifics") for m in re.finditer(cue, sentence.text)), False)
    bracketed = dict.fromkeys((m.start() for m in READ.finditer(sentence.text)), False)
    for end, of_state in (ends | offices | bracketed).items():
        start = _walk_back(end, sentence, roles)
        text = sentence.text[start:end]
        if len(text) < _FAMILY_AND_GIVEN and _is_one_character_surname(sentence.text, end):
            name = sentence.text[end - 1 : end]
            found.append(NameMention(end - 1, end, (frozenset({fold(name)}),), name, None, True))
        if not (_FAMILY_AND_GIVEN <= len(text) <= _MAX_KANJI_NAME and KANJI.fullmatch(text)):
            continue
        inside = [w for w in sentence.words if start <= w.start < end]
        if _is_surname_like_a_place(text, inside, of_state) and end not in local:
            found.append(NameMention(start, end, (frozenset({fold(text)}),), text, None, True, inside[0].reading))
        elif (
            end in bracketed
            or any("人名" in w.tags for w in inside)
            or (of_state and _may_be_unknown_name(text, inside, start, sentence))
        ):
            given = text[len(inside[0].text) :]
            read = kanji_given_names().get(given) or "".join(w.reading for w in inside[1:])
            reading = f"{inside[0].reading} {read}".strip()
            found.append(NameMention(start, end, (frozenset({fold(text)}),), text, None, True, reading))
    return found


_FAMILY_AND_GIVEN = 2
"""Characters of the shortest name in kanji."""


def _is_one_character_surname(text: str, end: int) -> bool:
    """習氏, 習主席: one character that is the surname of just one known person, a president (華氏 is Fahrenheit)."""
    before = text[end - 2 : end - 1] if end > 1 else ""
    alone = KANJI.fullmatch(text[end - 1 : end]) is not None and KANJI.fullmatch(before or "、") is None
    bearers = gazetteer("ja").by_kanji_surname(text[end - 1 : end]) if alone else ()
    return len(bearers) == 1 and "president" in (bearers[0].posts or ())


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
    common = set(cues("not_a_name"))
    return after_country and 3 <= len(text) <= 5 and not any(w.text in common for w in inside)


def _walk_back(end: int, sentence: AnnotatedSentence, roles: Sequence[RoleMention]) -> int:
    start = end
    for word in reversed([w for w in sentence.words if w.end <= end]):
        placed = any(p.start < word.end and word.start < p.end for p in sentence.places)
        titled = any(r.start < word.end and word.start < r.end for r in roles)
        if word.end != start or placed or titled or KANJI.fullmatch(word.text) is None or not _NOUNS & word.tags:
            break
        if start < end and word.text in entries("name_cues")["relations"]["ja"]:
            break  # 長男健太さん
        start = word.start
    return start
