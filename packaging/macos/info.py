"""What macOS is told about the app: its Info.plist."""

from __future__ import annotations

from typing import Any

from product import PRODUCT

OLDEST = "14.0"
"""The oldest macOS for which there are builds of torch 2.13.0; they are for Apple silicon only."""

NETWORK = f"{PRODUCT.identifier}.network"
"""What macOS calls the app's files."""

_PICTURES = {
    "image/png": "public.png",
    "image/jpeg": "public.jpeg",
    "image/bmp": "com.microsoft.bmp",
    "image/gif": "com.compuserve.gif",
    "image/webp": "org.webmproject.webp",
    "image/tiff": "public.tiff",
}
"""What macOS calls the kinds of pictures."""


def info_plist(version: str) -> dict[str, Any]:
    """Return the content of the app's Info.plist, as PyInstaller's `BUNDLE(info_plist=…)` takes it."""
    return {
        "CFBundleName": PRODUCT.name,
        "CFBundleDisplayName": PRODUCT.name,
        "CFBundleIdentifier": PRODUCT.identifier,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundlePackageType": "APPL",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ko"],  # so that file dialogs and the menu speak the app's language
        "NSHumanReadableCopyright": f"© {PRODUCT.copyright}",
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": OLDEST,
        "LSArchitecturePriority": ["arm64"],
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # it follows light and dark
        "CFBundleDocumentTypes": [_network_type(), _picture_type()],
        "UTImportedTypeDeclarations": [_network_declaration()],
    }


def _network_type() -> dict[str, Any]:
    return {
        "CFBundleTypeName": PRODUCT.model_file.words.en,
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Default",
        "LSItemContentTypes": [NETWORK],
    }


def _picture_type() -> dict[str, Any]:
    """Return that the app reads pictures, and is not the first choice for them."""
    return {
        "CFBundleTypeName": "Picture",
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": [_PICTURES[kind] for kind in PRODUCT.picture_types],
    }


def _network_declaration() -> dict[str, Any]:
    """Return what such files are; imported, not exported: programs of others use the same ending."""
    return {
        "UTTypeIdentifier": NETWORK,
        "UTTypeDescription": PRODUCT.model_file.words.en,
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [PRODUCT.model_file.ending.removeprefix(".")],
            "public.mime-type": [PRODUCT.model_file.mime],
        },
    }
