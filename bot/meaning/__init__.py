"""The extra `meaning`: a small sentence encoder that says how alike a question and the sheet's texts are."""
