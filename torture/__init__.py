"""`make torture`: the real service, killed again and again under traffic; then every promise is checked."""
