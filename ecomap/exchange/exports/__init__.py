"""Writers of the register or a part of it: one module a format, one registry."""
