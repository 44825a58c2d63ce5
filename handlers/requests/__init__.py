"""My requests: status, change, withdrawal, my data."""
