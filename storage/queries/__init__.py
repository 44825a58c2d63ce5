"""Reading for the console and for reports; nothing here writes."""
