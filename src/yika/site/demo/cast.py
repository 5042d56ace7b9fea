"""Who plays in the demo: fictional issuers with what they sell, and two people who work there."""

PASSWORD = "only-for-the-demo"  # noqa: S105
PROPOSER = "demo.lin"
APPROVER = "demo.zhou"

ISSUERS = {
    "rivertown-transit": ("transit-adult", "city-multi-purpose"),
    "south-lake-university": ("campus-student",),
    "spruce-bookshop": ("shop-membership", "prepaid-bank"),
    "eastgate-property": ("property-access",),
    "harbor-mobile": ("mobile-sim", "mobile-esim", "iot-data-sim"),
    "rivertown-city": ("resident-e-id", "social-security"),
}
