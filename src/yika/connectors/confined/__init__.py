"""A process of its own for an engine that looks at pictures: begun when needed, limited, killed."""
