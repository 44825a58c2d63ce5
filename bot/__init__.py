"""The service: channels, delivery, clock, staff console and wiring; all input and output is here."""
