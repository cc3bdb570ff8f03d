"""The commands, a module for each kind of errand. Each is a thin door: options, one call of a flow, one print."""
