"""Annual rates: daily and annual, simple and effective, and the all-in rate of flows, each with its convention."""
