"""The bot as a real process, against the loopback Bot API server and a loopback news site."""
