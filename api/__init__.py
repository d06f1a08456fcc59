"""HTTP: routes, wire models and pages over the services of ecomap."""
