"""The review desk: reviewers look at what people gave to prove who they are, and decide."""
