"""The Telegram bot. It imports summarizer and config; nothing imports it."""
