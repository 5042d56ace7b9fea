"""The website: what a person sees in a browser or on a phone."""
