"""What every change of an application keeps to: who may, what happened, who is told."""
