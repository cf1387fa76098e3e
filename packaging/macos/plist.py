"""What the app tells macOS of itself: its name, its version, and the files it opens."""

from typing import Any

IDENTIFIER = "space.dawnline.Dawnline"
DESIGN_TYPE = f"{IDENTIFIER}.design"
OLDEST = "13.0"
"""The oldest macOS that the wheels inside run on."""


def information(version: str) -> dict[str, Any]:
    """The contents of Info.plist."""
    return {
        "CFBundleName": "Dawnline",
        "CFBundleDisplayName": "Dawnline",
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleExecutable": "dawnline",
        "CFBundleIconFile": "dawnline.icns",
        "CFBundlePackageType": "APPL",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh_CN"],
        "LSApplicationCategoryType": "public.app-category.developer-tools",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Dawnline design",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": "dawnline.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [DESIGN_TYPE],
            },
            {
                # Others may open JSON files too, and before us.
                "CFBundleTypeName": "JSON",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.json"],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": DESIGN_TYPE,
                "UTTypeDescription": "Dawnline design",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeIconFile": "dawnline.icns",
                "UTTypeTagSpecification": {"public.filename-extension": ["dawnline"]},
            }
        ],
    }
