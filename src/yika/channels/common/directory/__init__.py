"""Where people are received, and how their errands go: what every face tells of both."""
