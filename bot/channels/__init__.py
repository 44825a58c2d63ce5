"""One folder a channel; each turns platform messages into `Inbound` and `Reply` into its own form."""
