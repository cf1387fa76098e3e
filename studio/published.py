"""Where newer versions are published: what the package says of itself, and nothing where it says nothing."""

LABELS = ("releases", "release notes", "download", "homepage")
"""What the address may be called in the metadata, the best first."""


def releases() -> str:
    """The address of the page with the versions; empty where none is published. Nothing is fetched."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        told = metadata("dawnline").get_all("Project-URL") or []
    except PackageNotFoundError:  # a checkout that was never installed
        return ""
    found = {label.strip().lower(): url.strip() for label, comma, url in (one.partition(",") for one in told) if comma}
    address = next((found[label] for label in LABELS if label in found), "")
    return address if address.startswith("https://") else ""
