"""From bytes to the text of an article, by what the bytes are."""

from summarizer.article import Document, Resource
from summarizer.sources.media_type import HTML, PDF


def extract(resource: Resource) -> Document:
    """Return the text of an article and what its source says about it.

    HTML is cleared of everything around the article. Plain text, Markdown and PDF keep theirs (``Document.pasted``).

    Raises:
        NotAnArticle: there is something else in the bytes, named by ``reason``, or nothing.
        UnreadableFile: an encrypted or damaged PDF.
    """
    if resource.media_type == HTML:
        from summarizer.sources.html_article import extract_html

        return extract_html(resource)
    if resource.media_type == PDF:
        from summarizer.sources.pdf import extract_pdf

        return extract_pdf(resource)
    from summarizer.sources.plain_text import extract_text

    return extract_text(resource)
