"""The tables a product file may hold. Each optional table is an ability."""
