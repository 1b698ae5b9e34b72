"""One face for our matcher and for the engines it is measured beside."""
