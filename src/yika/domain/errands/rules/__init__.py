"""The rules of errands: what is asked, what comes next, who may go on, and what is refused."""
