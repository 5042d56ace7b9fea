"""What a document says and proves, and who may decide about it. Pure."""
