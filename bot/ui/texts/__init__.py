"""Every sentence a person can read: grammatical, kind and short."""
