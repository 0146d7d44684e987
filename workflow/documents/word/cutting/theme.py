"""Fonts that a document takes from its theme, by their names (ECMA-376 Part 1, 17.18.96)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_A = {"a": NAMESPACES["a"]}
_FACES = {
    "asciiTheme": "ascii",
    "hAnsiTheme": "hAnsi",
    "eastAsiaTheme": "eastAsia",
    "cstheme": "cs",
}
_SLOTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}
_SCRIPTS = {"ja": "Jpan", "ko": "Hang", "zh-TW": "Hant", "zh-HK": "Hant"}
_CHINESE = "Hans"

ThemeFonts = Mapping[str, str]


def theme_fonts(source: Source) -> ThemeFonts:
    """Names of fonts by their place in the theme, "minorEastAsia"; only those that it names."""
    root = source.related_root("theme")
    scheme = None if root is None else root.find(".//a:fontScheme", _A)
    if scheme is None:
        return {}
    script = script_of(source)
    found = {
        f"{weight}{slot}": _face(scheme.find(f"a:{weight}Font", _A), own, script)
        for weight in ("major", "minor")
        for slot, own in _SLOTS.items()
    }
    return {place: face for place, face in found.items() if face}


def name_fonts(root: etree._Element, fonts: ThemeFonts) -> None:
    """Write names in the place of the theme, which beats names where both stand."""
    for element in root.iter(w("rFonts")):
        for place, face in _FACES.items():
            named = fonts.get(str(element.attrib.pop(w(place), "")))
            if named:
                element.set(w(face), named)


def _face(fonts: etree._Element | None, slot: str, script: str) -> str:
    if fonts is None:
        return ""
    named = fonts.find(f"a:{slot}", _A)
    face = "" if named is None else named.get("typeface", "")
    if face or slot != "ea":
        return face
    scripted = fonts.find(f"a:font[@script='{script}']", _A)
    return "" if scripted is None else scripted.get("typeface", "")


def script_of(source: Source) -> str:
    """The script that East Asian text is in, by the settings; simplified Chinese by default."""
    settings = source.related_root("settings")
    named = None if settings is None else settings.find(w("themeFontLang"))
    language = "" if named is None else named.get(w("eastAsia"), "")
    return _SCRIPTS.get(language) or _SCRIPTS.get(language[:2]) or _CHINESE
