"""Options: their names and kinds in one table, and where each value in force came from.

A value comes from, the last named winning: the default; ``ocrclean.toml`` or ``[tool.ocrclean]`` in
``pyproject.toml``, the nearest one upwards from the file; a profile there whose paths fit the file; the command
line.
"""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from ocrclean.late import late
from ocrclean.patterns import Patterns

__all__ = ["FILE_OPTIONS", "OPTIONS", "Config", "ConfigError", "Configuration", "Settings", "Value", "read_config"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ocrclean.pipeline import Pipeline


class ConfigError(ValueError):
    """A configuration that cannot be followed; one line that names the file, the key and the way out."""


class Option(NamedTuple):
    """An option's default, which tells its kind as well; None stands for "not given" of a list of strings."""

    default: str | bool | tuple[str, ...] | None
    summary: str
    per_file: bool = True  # may differ from file to file, and so stand in a profile


#: All options of the configuration. The first five are those of `ocrclean.clean`.
OPTIONS: Final = {
    "blocks": Option("blank", "what stands between paragraphs: blank or newline"),
    "han_latin": Option("tight", "spaces between Chinese and Latin letters or digits: tight, keep or spaced"),
    "only": Option(None, "the normalizers to run alone"),
    "skip": Option((), "normalizers to leave out"),
    "safe": Option(False, "check each normalizer's result against the class of change that it declares"),
    "leave_alone": Option((), "texts that stay as they are wherever they occur"),
    "encoding": Option("auto", "the encoding of the input"),
    "output_encoding": Option("utf-8", "the encoding of the output; JSON Lines and Parquet stay UTF-8"),
    "field": Option((), "the fields or columns of JSON Lines and Parquet files that hold text"),
    "include": Option(None, "patterns of the files to take from a folder", per_file=False),
    "exclude": Option((), "patterns of files to leave out", per_file=False),
    "gitignore": Option(True, "leave out of folders what .gitignore names", per_file=False),
}
FILE_OPTIONS: Final = tuple(name for name, option in OPTIONS.items() if option.per_file)


#: As TOML writes it: [tool.ocrclean], tool.ocrclean.blocks = …, [tool] with ocrclean = … below it, tool = { … }.
_HAS_TABLE: Final = late(rb"""tool["']?\s*(?:\.\s*["']?ocrclean|\]|=)""")


class Settings(NamedTuple):
    """The options of one file."""

    blocks: str
    han_latin: str
    only: tuple[str, ...] | None
    skip: tuple[str, ...]
    safe: bool
    leave_alone: tuple[str, ...]
    encoding: str
    output_encoding: str
    field: tuple[str, ...]

    def pipeline_for(self, text: str, *, markdown: bool = False) -> "Pipeline":
        """The default pipeline with these options, for `text`: it leaves alone what they and its marks set apart.

        Raises `ValueError` where the pipeline has no such option or normalizer.
        """
        if not (markdown or self.leave_alone or "ocrclean:" in text):
            return _pipeline(self)
        return _guarded_pipeline(self, markdown)


@lru_cache(maxsize=32)
def _pipeline(settings: Settings) -> "Pipeline":
    from ocrclean.pipeline import default_pipeline

    return default_pipeline(
        blocks=settings.blocks,
        han_latin=settings.han_latin,
        only=settings.only,
        skip=settings.skip,
        safe=settings.safe,
    )


@lru_cache(maxsize=32)
def _guarded_pipeline(settings: Settings, markdown: bool) -> "Pipeline":
    from ocrclean.guard import leave_alone

    return leave_alone(_pipeline(settings), literals=settings.leave_alone, markdown=markdown)


class Value(NamedTuple):
    value: Any
    source: str


class _Profile(NamedTuple):
    patterns: Patterns
    values: dict[str, Any]
    source: str


class Config(NamedTuple):
    """What one configuration file says."""

    path: str
    values: dict[str, Any]
    profiles: tuple[_Profile, ...]


class Configuration:
    """The options in force for each file.

    `given` are the options of the command line, by name. `path` names one configuration file for all files;
    without it each file has the nearest one upwards, unless `isolated`.
    """

    def __init__(self, given: Mapping[str, Any], *, path: str | None = None, isolated: bool = False) -> None:
        self._given = dict(given)
        self._isolated = isolated
        self._named = None
        if path is not None:
            self._named = read_config(path)
            if self._named is None:
                raise ConfigError(f"{path}: has no [tool.ocrclean] table; add one or name another file")
        self._nearest: dict[str, Config | None] = {}

    def settings(self, path: str) -> Settings:
        """The options for the file at `path`; raises `ConfigError` where the pipeline has no such option or name."""
        values = self.values(path)
        settings = Settings(**{name: values[name].value for name in FILE_OPTIONS})
        for name in ("only", "skip"):
            _check_normalizers(values[name])
        try:
            settings.pipeline_for("")
        except ValueError as error:
            config = self.config(path)
            raise ConfigError(f"{config.path}: {error}" if config else str(error)) from error
        return settings

    def values(self, path: str) -> dict[str, Value]:
        """Every option for the file or folder at `path`, with the source of its value."""
        values = {name: Value(option.default, "default") for name, option in OPTIONS.items()}
        if config := self.config(path):
            values |= {name: Value(value, config.path) for name, value in config.values.items()}
            for profile in config.profiles:
                if profile.patterns.pick(os.path.abspath(path)):
                    values |= {name: Value(value, profile.source) for name, value in profile.values.items()}
        for name, value in self._given.items():
            values[name] = Value(value, "--" + name.replace("_", "-"))
        return values

    def config(self, path: str) -> Config | None:
        """The configuration file in force for `path`."""
        if self._named or self._isolated:
            return self._named
        absolute = os.path.abspath(path)
        return self._upwards(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))

    def _upwards(self, folder: str) -> Config | None:
        if folder not in self._nearest:
            config = read_config(f"{folder}/ocrclean.toml") or read_config(f"{folder}/pyproject.toml")
            parent = os.path.dirname(folder)
            top = parent == folder or os.path.exists(f"{folder}/.git")  # a repository keeps to itself
            self._nearest[folder] = config or (None if top else self._upwards(parent))
        return self._nearest[folder]


def _check_normalizers(names: Value) -> None:
    from ocrclean.pipeline import DEFAULT

    known = [step.name for step in DEFAULT]
    for name in names.value or ():
        if name not in known:
            advice = _suggestion(name, known, "the normalizers are")
            raise ConfigError(f"{names.source}: {name!r} is no normalizer of the default pipeline; {advice}")


def read_config(path: str) -> Config | None:
    """What the file at `path` says; None where there is no such file, or no table for this program in it.

    Raises `ConfigError` for what is not TOML, an unknown key or a value of a wrong kind.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; check its permissions") from error
    shared = os.path.basename(path) == "pyproject.toml"
    if shared and not _HAS_TABLE.search(data):
        return None  # spares most projects the import of the parser, those that only depend on this one as well

    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    if shared:
        table = table.get("tool", {}).get("ocrclean")
        if table is None:
            return None
    return _parse(path, table)


def _parse(path: str, table: Mapping[str, Any]) -> Config:
    base = os.path.dirname(os.path.abspath(path))
    profiles = []
    for number, profile in enumerate(_tables(path, table.get("profiles", [])), 1):
        source = f"{path}, profile {number}"
        values = _values(source, profile, known=["paths", *FILE_OPTIONS])
        if not (paths := values.pop("paths", ())):
            raise ConfigError(f"{source}: has no 'paths', so it fits no file; add paths = [\"…\"]")
        profiles.append(_Profile(Patterns(paths, base=base), values, f"{source} ({', '.join(paths)})"))
    values = _values(path, {k: v for k, v in table.items() if k != "profiles"}, known=[*OPTIONS, "profiles"])
    return Config(path, values, tuple(profiles))


def _tables(path: str, value: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ConfigError(f"{path}: 'profiles' is no list of tables; write each one under [[…profiles]]")
    return value


def _values(source: str, table: Mapping[str, Any], *, known: Sequence[str]) -> dict[str, Any]:
    """The options of a table, checked."""
    values = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{source}: unknown key {key!r}; {_suggestion(key, known, 'the keys are')}")
        values[key] = _checked(source, key, value)
    return values


def _checked(source: str, key: str, value: Any) -> Any:
    default = OPTIONS[key].default if key in OPTIONS else ()
    if isinstance(default, bool | str):
        if not isinstance(value, type(default)):
            wanted = "true or false" if isinstance(default, bool) else "a string"
            raise ConfigError(f"{source}: {key!r} must be {wanted}, not {value!r}")
        return value
    if key == "field" and isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{source}: {key!r} must be a list of strings, not {value!r}")
    return tuple(value)


def _suggestion(name: str, known: Sequence[str], all_are: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"{all_are}: {', '.join(known)}"
