"""What the pages of districts draw: maps, tiles, flows, legends and the tables beside them."""
