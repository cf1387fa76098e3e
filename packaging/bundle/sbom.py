"""The list of the parts of a bundle, as CycloneDX tells it: packages, Python, libraries of the system, and files."""

import hashlib
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bundle.licences import Part
from bundle.pruning import is_library

NAME = "dawnline.cdx.json"


def write(
    bundle: Path, parts: list[Part], of_system: set[str], epoch: int, version: str,
    is_native: Callable[[Path], bool] = is_library,
) -> None:  # fmt: skip
    """Write the list into the folder of licences of the bundle, checked against the schema.

    Files that `is_native` tells are named with their digests.
    """
    from cyclonedx.model import HashAlgorithm, HashType, Property
    from cyclonedx.model.bom import Bom, BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    program = Component(name="dawnline", version=version, type=ComponentType.APPLICATION, bom_ref=f"dawnline@{version}")
    program.properties.update(Property(name="dawnline:needs-of-system", value=name) for name in sorted(of_system))
    bom = Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"dawnline/{version}/{epoch}"),
        metadata=BomMetaData(component=program, timestamp=datetime.fromtimestamp(epoch, UTC)),
    )
    components = [_component(part) for part in parts]
    for path in sorted(bundle.rglob("*")):
        if is_native(path) and path.is_file() and not path.is_symlink():
            name, digest = path.relative_to(bundle).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
            components.append(Component(
                name=name, type=ComponentType.FILE, bom_ref=f"file:{name}",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
            ))  # fmt: skip
    bom.components.update(components)
    bom.register_dependency(program, components)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(f"the list of parts is not what CycloneDX asks for: {fault}")
    # Sorted once more, so that the same bundle has the same list.
    (bundle / "licences" / NAME).write_text(json.dumps(json.loads(text), indent=1, sort_keys=True) + "\n", "utf-8")


def _component(part: Part) -> Any:
    from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense
    from packageurl import PackageURL

    kind, space = ("generic", None) if part.kind == "python" else (part.kind, "debian" if part.kind == "deb" else None)
    url = PackageURL(type=kind, namespace=space, name=part.name, version=part.version)
    outside = [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(part.address))] if part.address else []
    return Component(
        name=part.name, version=part.version, type=ComponentType.LIBRARY, purl=url, bom_ref=url.to_string(),
        licenses=[DisjunctiveLicense(name=part.licence)], external_references=outside,
    )  # fmt: skip
