"""What every face shares: who asks, how a page looks, how a refusal is told."""
