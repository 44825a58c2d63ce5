"""A phone call at a time that the resident picks."""
