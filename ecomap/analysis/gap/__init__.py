"""Gap analyses: cells of the ecosystem with too few actors, and actors with too few ties."""
