"""Organizations, in the hands of somebody who acts for them or uses their cards."""
