"""Print the installed distributions as constraints, so that CI installs the versions that were tested."""

from importlib.metadata import distributions


def main() -> None:
    """Print ``name==version`` lines, sorted, leaving out ecomap itself."""
    found = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in distributions()}
    for name in sorted(found.keys() - {"ecomap", "pip", "setuptools", "wheel"}):
        print(f"{name}=={found[name]}")


if __name__ == "__main__":
    main()
