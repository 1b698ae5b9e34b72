"""How often the right record comes first, and how well a score tells answers from guesses."""
