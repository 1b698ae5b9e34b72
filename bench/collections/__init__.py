"""Stand-in collections: records, questions with the record that answers them, and questions none answers."""
