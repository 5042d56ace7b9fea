"""Small things every layer may use: money, ids, who acts, kinds of trouble, encryption."""
