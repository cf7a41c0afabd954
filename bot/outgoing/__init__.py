"""The one queue through which the bot speaks to Telegram: its limits, and who goes first."""

from bot.outgoing.limits import Limits, Urgency
from bot.outgoing.queue import NoRoom, OutgoingQueue

__all__ = ["Limits", "NoRoom", "OutgoingQueue", "Urgency"]
