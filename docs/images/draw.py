"""Draws the README's picture from a real brief: ``python docs/images/draw.py``. Nothing in it is written by hand."""

from datetime import date
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from summarizer.article import Document
from summarizer.brief import BriefOptions, make_brief
from summarizer.language.read_article import read_article
from summarizer.neural import Neural, NeuralSettings
from summarizer.terminal import panel

ARTICLE = Path("examples/articles/en/talks.txt")
COLUMNS = 100


def main() -> None:
    """Write brief.svg beside this file."""
    article = read_article(Document(ARTICLE.read_text(encoding="utf-8"), pasted=True), published=date(2024, 5, 16))
    console = Console(record=True, width=COLUMNS, force_terminal=True, file=Path("/dev/null").open("w"))  # noqa: SIM115
    console.print(
        panel(
            make_brief(article, BriefOptions(language="ja"), models=Neural(NeuralSettings(directory=Path("no-models"))))
        )
    )
    target = Path(__file__).with_name("brief.svg")
    console.save_svg(str(target), title=f"svodka brief {ARTICLE} --lang ja", theme=MONOKAI)


if __name__ == "__main__":
    main()
