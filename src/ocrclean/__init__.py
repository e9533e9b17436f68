"""ocrclean: Chinese text that came out of an OCR engine or a PDF text layer, made clean.

    >>> import ocrclean
    >>> ocrclean.clean("月 球 能 源 从 哪 来\\n")
    '月球能源从哪来\\n'

Every name below is loaded when it is first used, so ``import ocrclean`` costs next to nothing.
"""

from ocrclean._version import __version__ as __version__

TYPE_CHECKING = False  # as `typing` has it; importing that would take longer than `ocrclean --version`
if TYPE_CHECKING:
    from ocrclean.decoding import Decoded as Decoded
    from ocrclean.decoding import decode as decode
    from ocrclean.edits import Edit as Edit
    from ocrclean.edits import OffsetMap as OffsetMap
    from ocrclean.edits import apply_edits as apply_edits
    from ocrclean.edits import compose as compose
    from ocrclean.guard import leave_alone as leave_alone
    from ocrclean.normalizer import Change as Change
    from ocrclean.normalizer import Normalizer as Normalizer
    from ocrclean.normalizer import UnsafeChangeError as UnsafeChangeError
    from ocrclean.normalizers.characters import NormalizeCharacters as NormalizeCharacters
    from ocrclean.normalizers.characters import normalize_characters as normalize_characters
    from ocrclean.normalizers.furniture import RemovePageFurniture as RemovePageFurniture
    from ocrclean.normalizers.furniture import remove_page_furniture as remove_page_furniture
    from ocrclean.normalizers.glued_words import PartGluedWords as PartGluedWords
    from ocrclean.normalizers.glued_words import part_glued_words as part_glued_words
    from ocrclean.normalizers.han_latin import SpaceHanLatin as SpaceHanLatin
    from ocrclean.normalizers.han_latin import space_han_latin as space_han_latin
    from ocrclean.normalizers.mojibake import RepairMojibake as RepairMojibake
    from ocrclean.normalizers.mojibake import repair_mojibake as repair_mojibake
    from ocrclean.normalizers.overprint import RemoveOverprint as RemoveOverprint
    from ocrclean.normalizers.overprint import remove_overprint as remove_overprint
    from ocrclean.normalizers.punctuation import NormalizePunctuation as NormalizePunctuation
    from ocrclean.normalizers.punctuation import normalize_punctuation as normalize_punctuation
    from ocrclean.normalizers.script import ConvertScript as ConvertScript
    from ocrclean.normalizers.script import convert_script as convert_script
    from ocrclean.normalizers.spacing import CollapseSpacedText as CollapseSpacedText
    from ocrclean.normalizers.spacing import collapse_spaced_text as collapse_spaced_text
    from ocrclean.normalizers.tables import RepairTables as RepairTables
    from ocrclean.normalizers.tables import repair_tables as repair_tables
    from ocrclean.normalizers.wrapping import MergeWrappedLines as MergeWrappedLines
    from ocrclean.normalizers.wrapping import merge_wrapped_lines as merge_wrapped_lines
    from ocrclean.pipeline import DEFAULT as DEFAULT
    from ocrclean.pipeline import Pipeline as Pipeline
    from ocrclean.pipeline import Step as Step
    from ocrclean.pipeline import clean as clean
    from ocrclean.pipeline import default_pipeline as default_pipeline
    from ocrclean.scripts import detect_script as detect_script
    from ocrclean.unreadable import Unreadable as Unreadable
    from ocrclean.unreadable import find_unreadable as find_unreadable

#: Public name -> the module that defines it.
_HOME = {
    "Change": "normalizer",
    "CollapseSpacedText": "normalizers.spacing",
    "DEFAULT": "pipeline",
    "ConvertScript": "normalizers.script",
    "Decoded": "decoding",
    "Edit": "edits",
    "MergeWrappedLines": "normalizers.wrapping",
    "NormalizeCharacters": "normalizers.characters",
    "NormalizePunctuation": "normalizers.punctuation",
    "Normalizer": "normalizer",
    "OffsetMap": "edits",
    "PartGluedWords": "normalizers.glued_words",
    "Pipeline": "pipeline",
    "RemoveOverprint": "normalizers.overprint",
    "RemovePageFurniture": "normalizers.furniture",
    "RepairTables": "normalizers.tables",
    "SpaceHanLatin": "normalizers.han_latin",
    "RepairMojibake": "normalizers.mojibake",
    "Step": "pipeline",
    "Unreadable": "unreadable",
    "UnsafeChangeError": "normalizer",
    "apply_edits": "edits",
    "clean": "pipeline",
    "collapse_spaced_text": "normalizers.spacing",
    "compose": "edits",
    "convert_script": "normalizers.script",
    "decode": "decoding",
    "default_pipeline": "pipeline",
    "detect_script": "scripts",
    "find_unreadable": "unreadable",
    "leave_alone": "guard",
    "merge_wrapped_lines": "normalizers.wrapping",
    "normalize_characters": "normalizers.characters",
    "normalize_punctuation": "normalizers.punctuation",
    "part_glued_words": "normalizers.glued_words",
    "remove_overprint": "normalizers.overprint",
    "remove_page_furniture": "normalizers.furniture",
    "repair_tables": "normalizers.tables",
    "space_han_latin": "normalizers.han_latin",
    "repair_mojibake": "normalizers.mojibake",
}

__all__ = sorted([*_HOME, "__version__"])  # noqa: PLE0605 - a test holds it and the imports above together


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
