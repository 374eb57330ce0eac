"""The widgets, one a file; they know values, never the session."""
