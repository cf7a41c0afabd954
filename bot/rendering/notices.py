"""What a reader should know of a brief, in words that fit a chat; the library's own sentences speak of its options."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.i18n import Translator
from bot.rendering.harmless import harmless


def notice_lines(brief: Mapping[str, Any], t: Translator) -> Iterator[str]:
    """Yield one line a notice. A code that is not known here is shown with the sentence that the brief has for it.

    Args:
        brief: as stored.
        t: messages in the brief's language.
    """
    for notice in brief.get("notices", ()):
        line = _known(str(notice.get("code", "")), brief["source"], t) or harmless(str(notice.get("text") or ""))
        if line:
            yield line


def _known(code: str, source: Mapping[str, Any], t: Translator) -> str | None:
    if code == "not_translated":
        return _not_translated(str(source["language"]), t)
    if code == "published_unknown":
        return t.gettext("The day of publication is unknown, so dates such as “on Monday” could not be worked out.")
    if code in ("published_from_dateline", "published_from_text"):
        return _inferred_date(code, str(source.get("published") or ""), t)
    if code == "names_guessed":
        return t.gettext("Names marked ≈ are transliterated by rule; their spelling may differ.")
    return None


def _not_translated(language: str, t: Translator) -> str | None:
    return {
        "en": t.gettext("The headline and points are left in English, the article’s language."),
        "ru": t.gettext("The headline and points are left in Russian, the article’s language."),
        "ja": t.gettext("The headline and points are left in Japanese, the article’s language."),
    }.get(language)


def _inferred_date(code: str, published: str, t: Translator) -> str | None:
    from summarizer.facts.dates import format_date, is_edtf_level0

    if not is_edtf_level0(published):
        return None
    day = format_date(published, t.language)
    if code == "published_from_dateline":
        return t.gettext("Dates are counted from the dateline: {date}", date=day)
    return t.gettext("Dates are uncertain: the year was inferred from the text ({date}).", date=day)
