"""What goes on under an agreement is not the making of it; a framework agreement is of the kind of its topic."""

from typing import Any

import pytest

from summarizer.article import Article, Language, Sentence
from summarizer.facts.agreements import find_agreements
from summarizer.facts.annotation import annotate

CASES: list[tuple[Language, str, str, Any]] = [
    ("en", "Japan and Norway set quotas under the 1998 framework agreement on fisheries.", "fisheries_agreement", None),
    ("en", "Japan and Norway negotiated a framework agreement on fisheries.", "fisheries_agreement", "negotiated"),
    ("en", "Japan and Norway discussed tariffs in accordance with the trade agreement.", "trade_agreement", None),
    ("ru", "Россия и Норвегия обсудили промысел в рамках соглашения о рыболовстве.", "fisheries_agreement", None),
    ("ru", "Россия и Норвегия обсудили рамочное соглашение о рыболовстве.", "fisheries_agreement", "negotiated"),
    ("ja", "日本とノルウェーは、操業枠組み協定の下での操業について協議した。", "fisheries_agreement", None),
    ("ja", "日本とノルウェーは、操業枠組み協定について協議した。", "fisheries_agreement", "negotiated"),
]


@pytest.mark.parametrize(("language", "text", "key", "status"), CASES, ids=[c[1][:40] for c in CASES])
def test_what_is_discussed_under_an_agreement_is_not_the_agreement(
    language: Language, text: str, key: str, status: Any
) -> None:
    article = Article(text, language, None, (Sentence(0, 0, len(text), text, 0),))
    (found,) = find_agreements(annotate(article))
    assert (found.key, found.status) == (key, status)
