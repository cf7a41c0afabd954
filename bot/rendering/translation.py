"""Translations and the lack of them."""

from bot.i18n import translator
from bot.rendering.harmless import harmless_lines
from bot.rendering.spans import Block, MessageText, Span, filled, paragraph
from bot.rendering.splitting import parts, single
from summarizer.article import Language


def translated_text(text: str, source: Language, target: Language, language: Language) -> list[MessageText]:
    """Return a translation, with a line that says it was made by a machine and from what; at least one part.

    Args:
        text: the translation.
        source: language that it was made from.
        target: language that it is in.
        language: of the line beneath.
    """
    t = translator(language)
    origins = {
        "en": t.gettext("Machine translation from English"),
        "ru": t.gettext("Machine translation from Russian"),
        "ja": t.gettext("Machine translation from Japanese"),
    }
    note = f"{origins[source]} → {target.upper()}"
    blocks = [paragraph(line) for line in harmless_lines(text).split("\n\n")]
    return parts([*blocks, Block((Span(note, italic=True),), "\n\n")])


def no_translation_model(language: Language, *, to_owner: bool) -> MessageText:
    """Return that nothing can be translated here, and how that is changed.

    Args:
        language: of the words.
        to_owner: whether the reader is the owner, who can do it.
    """
    t = translator(language)
    fact = paragraph(t.gettext("This bot has no translation model yet, so it cannot translate."))
    if to_owner:
        how = t.gettext("On the machine that runs the bot, {command} says how to add one.")
        return single([fact, Block(filled(how, command=Span("svodka doctor", code=True)))])
    return single([fact, paragraph(t.gettext("Its owner can add one; briefs work without it."), "\n")])


def left_in_original(left: int, total: int, language: Language) -> MessageText:
    """Return that some sentences could not be translated with certainty.

    Args:
        left: how many stand in the original, 1 or more.
        total: sentences there are.
        language: of the words.
    """
    t = translator(language)
    said = t.ngettext(
        "{number} sentence of {total} could not be translated with certainty and stays in the original.",
        "{number} sentences of {total} could not be translated with certainty and stay in the original.",
        left,
        total=total,
    )
    return single([paragraph(said)])


def offer_translation(language: Language) -> MessageText:
    """Return what stands over the languages to choose from."""
    return single([paragraph(translator(language).gettext("Which language should this be translated into?"))])
