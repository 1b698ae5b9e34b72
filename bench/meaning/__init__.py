"""The sentence encoder: its model exported, and answers with and without it."""
