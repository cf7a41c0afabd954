"""The one queue through which the bot speaks to Telegram: its limits, and who goes first."""

from bot.outgoing.limits import Limits, Urgency
from bot.outgoing.queue import OutgoingQueue

__all__ = ["Limits", "OutgoingQueue", "Urgency"]
