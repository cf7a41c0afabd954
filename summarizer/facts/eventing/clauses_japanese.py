"""Clauses of Japanese: quotation marks, 読点, and the と before a verb of saying.

「河野外相は14日、プーチン大統領が6月に訪日する見通しだと述べた」: the topic and its date are the frame of the
saying, what stands between them and と is said. 「14日、ラブロフ外相と会談し、…と述べた」: a predicate in 連用形
before it is told, and has the frame's topic and date.
"""

import itertools
import re
from functools import cache

from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.eventing.clauses import Clause
from summarizer.facts.lexicons import entries

SHORTEST_QUOTATION = 14
"""Characters; a shorter 「…」 is mostly a name or a term."""

_QUOTATION = re.compile(r"[「『“](?:[^「」『』“”]|「[^」]*」|『[^』]*』)*[」』”]")
_NARRATIVE_END = re.compile(
    r"(?:し|して|したが|した後|したあと|の後|後|後に|で|の冒頭|の冒頭で|行い|開き|訪れ|行って|開いて|訪れて|終え|終えて|臨み|出席し|出席して|到着し|会い|を前に|に先立ち|に合わせ|に合わせて|の際|中に)、?$"
)
# 「首相が6月に訪中し、」: who acts, up to a predicate in 連用形.
_OPEN_WITH_SUBJECT = re.compile(r"(?<=\S)が(?!、).*(?:し|い|き|み|り|れ|え|され|て)、$")
_TOPIC = re.compile(r"は(?:[^、]{0,12})?、?$")
# 「大統領、外相と協議した」: those met, in a list.
_LISTED = re.compile(
    r"(?:^|、)(?:[^はがをにでとも、。「」]{1,14}で)?[^はがをにでとも、。「」]{2,20}[相領理臣氏使官表長席]、$"
)
_SPLIT = re.compile(r"[、。]")
_OPENING = re.compile(r"(?:一方|また|さらに|なお|このほか|その後|ただ|しかし|これに対し|これに先立ち|これを受け)、")
"""What a sentence begins with that is no clause."""
_ADVERBIAL = re.compile(
    r"(?:[0-9０-９一二三四五六七八九十]+(?:分間?|時間|日間|週間)(?:余り|ほど|弱|強)?(?:にわたって|にわたり)?"
    r"|初めて|オンラインで|電話で|対面で|改めて|個別に)、$"
)
"""How long or in what way, set off by a comma: 「大統領とおよそ25分間、電話で会談し」 is one clause."""


@cache
def _saying() -> re.Pattern[str]:
    # Between と and the verb there may be 記者団に, 記者会見で: up to 14 characters.
    verbs = entries("status")["clause"]["saying_ja"]
    marks = "(?<!こ)と(?!の)|ことを|との(?:考え|認識|見解|見方|見通し|意向|方針)を"
    return re.compile(rf"(?:{marks})(?:(?:[^、「」。とを]{{0,14}}、?)?(?:{verbs})|(?:した|し、|している|する(?=。|$)))")


def japanese_clauses(sentence: AnnotatedSentence) -> tuple[Clause, ...]:
    """Return the clauses of a Japanese sentence."""
    text = sentence.text
    quotations = [m.span() for m in _QUOTATION.finditer(text) if m.end() - m.start() >= SHORTEST_QUOTATION]
    kept = [*quotations, *((d.start, d.end) for d in sentence.dates)]
    kept += [(a.end - 1, b.start + 1) for a, b in itertools.pairwise(sentence.places) if text[a.end : b.start] == "、"]
    opening = _OPENING.match(text)
    kept += [(0, opening.end())] if opening else []
    chunks = _chunks(text, quotations, kept)
    said = _saying_at(text, quotations)
    if said is None:
        kinds: list[Clause] = [
            Clause(a, b, "content" if (a, b) in quotations else "plain", None if i == 0 else 0)
            for i, (a, b) in enumerate(chunks)
        ]
        return tuple(kinds)
    return _with_saying(text, chunks, quotations, said)


def _chunks(text: str, quotations: list[tuple[int, int]], kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    bounds = {0, len(text)}
    for a, b in quotations:
        bounds |= {a, b}
    for match in _SPLIT.finditer(text):
        begin = max(b for b in bounds if b <= match.start())
        listed = _LISTED.search(text[begin : match.end()]) is not None
        adverbial = _ADVERBIAL.search(text, 0, match.end()) is not None
        if not listed and not adverbial and not any(a < match.start() < b for a, b in kept):  # 14、15両日 is one date
            bounds.add(match.end())
    ordered = sorted(bounds)
    return [(a, b) for a, b in itertools.pairwise(ordered) if b > a]


def _saying_at(text: str, quotations: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the last と述べた outside quotations stands."""
    found = None
    for match in _saying().finditer(text):
        hearsay = match.group().endswith("いう")
        if not hearsay and not any(a < match.start() < b - 1 for a, b in quotations):
            found = match.span()
    return found


def _with_saying(
    text: str, chunks: list[tuple[int, int]], quotations: list[tuple[int, int]], said: tuple[int, int]
) -> tuple[Clause, ...]:
    chunks = _cut(chunks, said[0])
    last = max(i for i, (a, _) in enumerate(chunks) if a < said[0])
    first = last
    while first > 0 and (
        not _ends_frame(text, chunks[first - 1], quotations) or _is_said_by_topic(text, chunks[:first])
    ):
        first -= 1
    result: list[Clause] = []
    frame_last = first - 1
    for i, (a, b) in enumerate(chunks):
        if (a, b) in quotations or first <= i <= last:
            result.append(Clause(a, b, "content", 0))
        elif i > last:
            result.append(Clause(a, b, "report", 0 if i else None, verb=said))
        elif i == 0 and (frame_last == 0 or not _is_narrative(text, chunks[: frame_last + 1])):
            result.append(Clause(a, b, "report", None, verb=said))
        else:
            result.append(Clause(a, b, "plain", 0 if i else None))
    return tuple(result)


def _cut(chunks: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for a, b in chunks:
        parts += [(a, at), (at, b)] if a < at < b else [(a, b)]
    return parts


def _ends_frame(text: str, chunk: tuple[int, int], quotations: list[tuple[int, int]]) -> bool:
    if chunk in quotations:
        return False
    words = text[chunk[0] : chunk[1]]
    return _TOPIC.search(words) is not None or _NARRATIVE_END.search(words) is not None


def _is_said_by_topic(text: str, chunks: list[tuple[int, int]]) -> bool:
    """Whether the last stretch has a subject of its own after a topic: 「報道官は、首相が訪中し、会談すると述べた」."""
    own = _OPEN_WITH_SUBJECT.search(text, *chunks[-1]) is not None
    return own and any(_TOPIC.search(text[a:b]) for a, b in chunks[:-1])


def _is_narrative(text: str, chunks: list[tuple[int, int]]) -> bool:
    """Whether the frame before what is said tells something itself (会談し、), so that its date is not the saying's."""
    return any(_NARRATIVE_END.search(text[a:b]) for a, b in chunks)
