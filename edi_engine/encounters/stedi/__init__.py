"""The JSON in which Stedi and Optum take professional claims."""
