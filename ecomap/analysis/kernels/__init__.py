"""Graph measures over CSR arrays, compiled where a loop has to visit every edge.

Every kernel takes ``indptr`` (length n + 1) and ``indices`` of an undirected graph without loops: the
neighbours of node ``i`` are ``indices[indptr[i]:indptr[i + 1]]``, and each pair is stored once from either
end.
Compiled code is cached beside its module (or in numba's cache folder where that cannot be written) and
releases the interpreter lock, so that threads of a server compute side by side.
"""
