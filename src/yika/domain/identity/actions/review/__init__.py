"""What reviewers do with a verification, and what its holder can do against their decision."""
