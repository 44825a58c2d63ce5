"""A visit to those who cannot come (찾아가는 상담)."""
