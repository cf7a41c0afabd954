"""How far a pull has come, on standard error: a bar where a person looks, a line for each stage where a log does."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from bot.models_listing import megabytes, words
from summarizer.article import Language

if TYPE_CHECKING:
    from summarizer.models.pull import Stage


class PullProgress:
    """The progress of one model.

    Args:
        language: of the words.
    """

    def __init__(self, language: Language) -> None:
        self._words = words(language)
        self._console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=self._console, transient=True)
        self._task: TaskID | None = None
        self.has_worked = False

    def __enter__(self) -> Self:
        """Show the bar, if anybody looks."""
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def stage(self, model: str, stage: "Stage", total_bytes: int) -> None:
        """Name what is done now."""
        self.has_worked = self.has_worked or stage == "downloading"
        text = f"{model}: {self._words[stage]}"
        if not self._console.is_terminal:
            size = f", {megabytes(total_bytes)} MB" if total_bytes else ""
            self._console.print(f"{text}{size}", highlight=False, markup=False, soft_wrap=True)
            return
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(text, total=total_bytes or None)

    def advance(self, count: int) -> None:
        """Move the bar on, or back."""
        if self._task is not None:
            self._bar.advance(self._task, count)
