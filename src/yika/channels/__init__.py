"""How people and programs reach us. A channel translates; it never decides and never writes."""
