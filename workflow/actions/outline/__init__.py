"""How a report comes to be: a text taken in, corrected, created; its outline after that."""
