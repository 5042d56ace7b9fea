"""The editions of products that cards are sold under."""
