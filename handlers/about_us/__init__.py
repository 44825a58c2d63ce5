"""What residents ask about the channel itself: who answers, who reads, how long it is kept, what it can do."""
