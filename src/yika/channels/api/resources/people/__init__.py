"""People: who they are to the issuer, how their names are proven, what they agreed to."""
