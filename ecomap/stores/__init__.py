"""Where the register is kept: one contract, one adapter a backend."""
