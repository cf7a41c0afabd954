"""Key points: which sentences say what happened."""
