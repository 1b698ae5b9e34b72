"""Facts proposed from documents, for a person to go on with, and the questions that ask for them."""
