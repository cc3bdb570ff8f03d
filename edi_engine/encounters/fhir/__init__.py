"""FHIR R4: claims, and the resources to which they refer, alone or in bundles."""
