"""How far an agreement has come by the sentence that speaks of it, in its own clause and those that go on about it."""

import itertools
import re
from functools import cache

from summarizer.article import Language
from summarizer.facts.agreement_beside import wording
from summarizer.facts.annotation import AnnotatedSentence
from summarizer.facts.lexicons import entries
from summarizer.facts.records import AgreementStatus
from summarizer.facts.status import pattern, stage
from summarizer.language.phrases import Hit

DEFINITE: dict[AgreementStatus | None, int] = {
    None: 0,
    "proposed": 1,
    "negotiated": 2,
    "signed": 3,
    "in_force": 4,
    "rejected": 5,
    "suspended": 5,
    "expired": 5,
}
"""How definite a status is: what has ended or stopped outweighs what is in force, and that what is only signed."""
ENDED = 5
"""Rank of what has ended or stopped."""
_AND = re.compile(r"\b(?:and|but|и|но|а)\b", re.IGNORECASE)
_SPACED_END = re.compile(r"[;:]|,\s|\s[—–-]\s|[«»“”\"](?=\s|$)|(?<=\s)[«“\"]")
CLAUSE_END: dict[Language, re.Pattern[str]] = {
    "en": _SPACED_END,
    "ru": _SPACED_END,
    "ja": re.compile(r"[、。「」『』]"),
}
"""Where one clause ends and the next begins."""
# 1月に発効した + 日ロ間の協定: what a clause before the noun tells of it.
_DONE_JA = re.compile(r"(?:停止|発効|署名|調印|締結|失効|破棄|批准|凍結)(?:し|され)た[^、。]{0,14}$")
# 「衆院は、協定を承認した」, 「衆院は25日、協定を承認した」
_TOPIC_JA = re.compile(r"は(?:[^、。はがを]{0,8}[日月年時])?、$")
# 「署名し、12月に発効した」
_IN_FORCE_JA = re.compile(r"(?<=[しれて])、[^、。をが]{0,16}(?:発効し(?:た|て|、)|発効済み)")
_NOT = re.compile(r"\b(?:not|never|no|не|отказал\w+)\b", re.IGNORECASE)
_GOES_WITH = re.compile(r",\s*(?:а также|и|as well as|and)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[,;]\s*(?:(?:and|but|и|а|но)\s+)?(?:it|оно|он|она|документ|the (?:pact|deal|treaty|agreement|document))\b"
    r"|,\s*(?:его|её|ее|its)\s+(?:подписани|ратификаци|вступлени|signing|ratification|entry)\w*"
    r"|,\s*(?:which|that|signed|initial+ed|ratified|concluded|due|set|in (?:force|effect)"
    r"|действующ\w+|вступивш\w+|(?:о )?котор\w+|подписанн\w+|парафированн\w+|согласованн\w+|ратифицированн\w+"
    r"|заключ[её]нн\w+|срок)\b",
    re.IGNORECASE,
)
_TELLS_OF = re.compile(
    r",\s*(?:which|that|signed|ratified|concluded|reached|(?:о )?котор\w+|подписанн\w+|заключ[её]нн\w+"
    r"|ратифицированн\w+|достигнут\w+)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\s*(?:как (?:ожидается|предполагается|планируется|полагают|считают|сообщ\w+|заяв\w+|отме[тч]\w+|стало известно)"
    r"|по (?:словам|данным|информации)|вероятно|скорее всего|возможно|however|meanwhile|as expected|according to)\b",
    re.IGNORECASE,
)
# «Договор вступил в силу в 2015 году, а соглашение — в 2011-м», «президенты подписали заявление, а министры — договор»
_GAPPED = re.compile(r",\s*(?:а|и)\s[^,;—]*(?:\s—\s[^,;—]*)?$")
_APPOSITION = re.compile(
    r",\s*(?:the|an?|its|their|also|known|or|последн\w+|единственн\w+|перв\w+|известн\w+|так называем\w+|или)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\s*(?:the|an?|this|that|или|or|known as|так называем\w+)?\s*", re.IGNORECASE)
CLAUSES = 3
"""Clauses, its own among them, in which the status of an agreement is looked for."""


def status_at(sentence: AnnotatedSentence, hit: Hit[str], *, two_parties: bool) -> AgreementStatus | None:
    """Return the status that a sentence tells of an agreement, or None.

    Args:
        sentence: that names the agreement.
        hit: where.
        two_parties: whether exactly two states are bound.
    """
    status = _told(sentence, hit, two_parties=two_parties)
    if status == "negotiated" and _is_dated(sentence, hit):
        status = "signed"
    # "discussed quotas under the fisheries agreement": what is discussed is not the agreement.
    return None if status in ("negotiated", "proposed") and _is_basis(sentence, hit) else status


def _is_dated(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether the year stands with the name: "the peace agreement of 2018" has been made, whatever is discussed."""
    ahead = wording("dated", sentence.language).search(sentence.text[: hit.start])
    return (ahead or wording("dated_behind", sentence.language).match(sentence.text[hit.end :])) is not None


def _is_basis(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    if sentence.language == "ja":
        return cue("under", "ja").match(sentence.text[hit.end :]) is not None
    return cue("under", sentence.language).search(sentence.text, 0, hit.start) is not None


def _told(sentence: AnnotatedSentence, hit: Hit[str], *, two_parties: bool) -> AgreementStatus | None:
    """Return the status told in the phrase's own clause, or a more definite one where the next goes on about it."""
    text, language, two = sentence.text, sentence.language, two_parties
    start, ends = clause_bounds(text, hit, language)
    if _is_topic(sentence, hit):
        # "discussed the agreement, which was signed in May": only a clause about it says more than the discussion.
        about = language != "ja" and _GOES_ON.match(text, ends[0])
        further = told_stage(text[ends[0] : ends[1]], language, two_parties=two) if about else None
        return further if DEFINITE[further] >= DEFINITE["signed"] else "negotiated"
    itself = _told_of_itself(sentence, hit, (start, ends), two_parties=two)
    if itself is not None:
        return itself
    status = _told_before_content(sentence, hit, start, ends[0], two_parties=two)
    made = cue("made", language)
    if language != "ja" and (made.match(text[hit.end :]) or made.search(text[start : hit.start])):
        # "will speed up work under the deal signed in May": it is signed, unless it has ended or come into force.
        return status if DEFINITE[status] > DEFINITE["signed"] else "signed"
    if status in (None, "negotiated", "signed") and _is_offered(sentence, hit, start):
        return "proposed"
    if status is None and language == "ru":
        status = _shared(text, hit, ends[0], two_parties=two)
    named_again = told_of = language != "ja" and _is_apposition(text, hit, start, ends[0])
    for previous, end in itertools.pairwise(ends):
        # "The treaty, which capped the arsenals, expired": behind the clause about it the sentence goes on.
        goes_on = (
            told_of
            or any(opening.match(text, previous) is not None for opening in (_GOES_ON, _ASIDE))
            or _lists_on(text, previous, end, language)
        )
        # 「発効したが、3月に崩壊した」
        turned = language == "ja" and text[previous - 1 : previous] == "が"
        if status == "signed" and language == "ja" and _IN_FORCE_JA.match(text, previous):
            return "in_force"
        if (language == "ja" and status is not None and not turned) or (language != "ja" and not goes_on):
            break
        # "New START, the last treaty of its kind, expired": behind the apposition, too.
        told_of = named_again or any(opening.match(text, previous) for opening in (_TELLS_OF, _ASIDE))
        named_again = False
        own = start if language == "ja" and not turned else previous
        further = told_stage(text[own:end], language, two_parties=two)
        if status is None or DEFINITE[further] > DEFINITE[status]:
            status = further
    return status


def _told_of_itself(
    sentence: AnnotatedSentence, hit: Hit[str], clause: tuple[int, list[int]], *, two_parties: bool
) -> AgreementStatus | None:
    """Return what is told of the agreement beside its name: "restore the pact that was scrapped", 1月に発効した協定."""
    text, (start, ends) = sentence.text, clause
    if sentence.language == "ja":
        if cue("made", "ja").match(text[hit.end :]):
            if wording("to_come", "ja").search(text):
                return "negotiated"
            return "in_force" if any(_IN_FORCE_JA.match(text, end) for end in ends) else "signed"
        done = _DONE_JA.search(text, start, hit.start)
        return stage(text[start : done.end()], "ja", two_parties=two_parties) if done else None
    about = wording("relative", sentence.language).search(text, hit.end, ends[0])
    told = told_stage(text[about.start() : ends[0]], sentence.language, two_parties=two_parties) if about else None
    return told if DEFINITE[told] >= DEFINITE["signed"] else None


def _told_before_content(
    sentence: AnnotatedSentence, hit: Hit[str], start: int, end: int, *, two_parties: bool
) -> AgreementStatus | None:
    """Return what the clause tells; what the agreement says is no part of it: "signed a pact that will bind both"."""
    text, language = sentence.text, sentence.language
    content = wording("content", language).search(text, hit.end, end)
    if content is not None:
        status = told_stage(text[start : content.start()], language, two_parties=two_parties)
        if status == "signed":
            return status
    return told_stage(text[start:end], language, two_parties=two_parties)


def _shared(text: str, hit: Hit[str], end: int, *, two_parties: bool) -> AgreementStatus | None:
    """Return what the clause before tells, where a dash stands for its verb."""
    gap = _GAPPED.search(text[: hit.start])
    dash = "—" in text[gap.start() : hit.start] or text[end : end + 3] == " — " if gap else False
    return told_stage(text[: gap.start()], "ru", two_parties=two_parties) if gap and dash else None


def _is_apposition(text: str, hit: Hit[str], start: int, end: int) -> bool:
    """Whether another name stands beside the phrase: "the 2015 deal, the JCPOA, ended", "the pact, the last, ended"."""
    if text[hit.end : end].strip():
        return False
    alone = _DETERMINER.fullmatch(text, start, hit.start) is not None
    return alone and (start > 0 or _APPOSITION.match(text, end) is not None)


def _lists_on(text: str, at: int, end: int, language: Language) -> bool:
    """Whether another paper of one list follows: "an agreement on X, a protocol and a memorandum were signed"."""
    item = cue("list_item", language).match(text, at, end)
    return item is not None and cue("papers", language).match(text, item.end()) is not None


def _is_offered(sentence: AnnotatedSentence, hit: Hit[str], start: int) -> bool:
    """Whether the agreement itself is what somebody offers or asks for: "proposed a ceasefire at talks with"."""
    text, language = sentence.text, sentence.language
    near = text[hit.end :] if language == "ja" else text[start : hit.start]
    return cue("offered", language).search(near) is not None and _NOT.search(near) is None


def clause_bounds(text: str, hit: Hit[str], language: Language) -> tuple[int, list[int]]:
    """Return where the clause of a phrase begins, and where it and the next ones end."""
    end_of_clause = CLAUSE_END[language]
    start = 0
    for mark in end_of_clause.finditer(text, 0, hit.start):
        if language == "ja" and _TOPIC_JA.search(text, 0, mark.end()):
            continue
        # ", а также меморандум" shares the verb before, as does any item of a list of papers.
        listed = cue("list_item", language).fullmatch(text, mark.start(), hit.start)
        if not (
            _GOES_WITH.fullmatch(text, mark.start(), hit.start)
            or (listed and cue("papers", language).search(text, start, mark.start()))
        ):
            start = mark.end()
    return start, [*[m.start() for m in end_of_clause.finditer(text, hit.end)][:CLAUSES], len(text)]


def told_stage(text: str, language: Language, *, two_parties: bool = False) -> AgreementStatus | None:
    """Return the stage that a clause tells, an extension that is only agreed upon being under negotiation."""
    if wording("undiscussed", language).search(text) is not None:
        return None
    if cue("extension", language).search(text) is not None:
        return "negotiated"
    told = stage(text, language, two_parties=two_parties)
    if language == "ja" or DEFINITE[told] == ENDED or pattern("agreement", "aim", language).search(text):
        return told
    # "expired in July and has not been renewed": the negation is not that of the end; talks of A and B that broke down
    # are not to be cut between A and B.
    held_up = pattern("agreement", "talks_stopped", language).search(text) is not None
    parts = (stage(part, language, two_parties=two_parties) for part in _AND.split(text))
    ended = (part for part in parts if DEFINITE[part] == ENDED and not (held_up and part == "suspended"))
    return next(ended, told)


@cache
def cue(name: str, language: Language) -> re.Pattern[str]:
    """Return an expression of the ``agreement`` tables of ``lexicon/status.toml``."""
    return re.compile(entries("status")["agreement"][name][language], re.IGNORECASE)


def _is_topic(sentence: AnnotatedSentence, hit: Hit[str]) -> bool:
    """Whether it is only the topic: "agreements on a peace treaty", «переговоры о мирном договоре», 平和条約交渉."""
    if entries("agreements")[hit.value].get("parties"):
        return False
    if sentence.language == "ja":
        return cue("topic", "ja").match(sentence.text[hit.end :]) is not None
    return cue("topic", sentence.language).search(sentence.text[: hit.start]) is not None
