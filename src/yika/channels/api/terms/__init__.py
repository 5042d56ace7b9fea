"""The terms on which programs are served: keys, limits, problems, repeats and pages."""
