"""What users can ask for: one verb phrase a function, one transaction and one permission decision each."""
