"""What every normalizer and the default pipeline promise, on real, made-up and hostile text."""

import inspect
import pickle
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocrclean
from ocrclean import (
    DEFAULT,
    Change,
    Edit,
    Normalizer,
    OffsetMap,
    Pipeline,
    apply_edits,
    clean,
    compose,
    default_pipeline,
    space_han_latin,
)
from strategies import DATA, any_text, documents, fragments_of, hostile_texts, texts_for


def exported() -> dict[str, Normalizer]:
    """The ready instances that the package exports, by their Python names."""
    return {
        name: value
        for name in ocrclean.__all__
        if isinstance(value := getattr(ocrclean, name), Normalizer) and not isinstance(value, Pipeline)
    }


NORMALIZERS = sorted({*DEFAULT, *exported().values()}, key=lambda normalizer: normalizer.name)
PIPELINES = [
    pytest.param(default_pipeline(), id="default"),
    pytest.param(default_pipeline(blocks="newline", han_latin="spaced"), id="newline-spaced"),
]
for_each_normalizer = pytest.mark.parametrize("normalizer", NORMALIZERS, ids=lambda normalizer: normalizer.name)
for_each_pipeline = pytest.mark.parametrize("pipeline", PIPELINES)
for_each = pytest.mark.parametrize("normalizer", [*(pytest.param(n, id=n.name) for n in NORMALIZERS), *PIPELINES])


#: For pipelines: the subjects of all their normalizers, mixed.
any_subject = st.one_of(documents, documents, any_text, *map(fragments_of, DEFAULT))


# What is declared once and for all


def test_every_default_normalizer_is_exported():
    assert {normalizer.name for normalizer in DEFAULT} <= {normalizer.name for normalizer in exported().values()}


def test_every_exported_class_has_a_ready_instance():
    classes = {
        value
        for name in ocrclean.__all__
        if inspect.isclass(value := getattr(ocrclean, name))
        and issubclass(value, Normalizer)
        and value not in (Normalizer, Pipeline)
    }
    assert classes == {type(normalizer) for normalizer in exported().values()}


def test_names_are_unique_and_alike():
    names = {python_name: normalizer.name for python_name, normalizer in exported().items()}
    assert names == {python_name: python_name.replace("_", "-") for python_name in names}


@for_each_normalizer
def test_examples_show_a_change_and_what_is_left_alone(normalizer):
    for before, after in normalizer.examples:
        assert before != after
        assert normalizer(before) == after
        assert normalizer(after) == after
    for text in normalizer.counter_examples:
        assert normalizer(text) == text
        assert normalizer.edits(text) == []


@for_each
def test_survives_pickling(normalizer):
    copied = pickle.loads(pickle.dumps(normalizer))
    assert copied == normalizer
    assert hash(copied) == hash(normalizer)
    text = "月 球 能 源,从哪来？\n\n- 12 -\n"
    assert copied(text) == normalizer(text)


@for_each_normalizer
def test_options_are_keyword_only_and_an_unknown_one_is_refused(normalizer):
    with pytest.raises(TypeError):
        type(normalizer)("positional")
    with pytest.raises(ValueError, match="no_such_option"):
        normalizer.with_options(no_such_option=1)
    assert normalizer.with_options() == normalizer


# What holds for any text


@for_each_normalizer
@given(st.data())
def test_idempotent(normalizer, data):
    once = normalizer(data.draw(texts_for(normalizer)))
    assert normalizer(once) == once


@pytest.mark.parametrize("policy", ["tight", "keep", "spaced"])
@given(st.data())
def test_one_that_rests_leaves_no_work_for_itself(policy, data):
    assert [normalizer for normalizer in NORMALIZERS if normalizer.rests] == [space_han_latin]
    normalizer = space_han_latin.with_options(policy=policy)
    text = data.draw(texts_for(normalizer))
    assert normalizer.propose(apply_edits(text, normalizer.propose(text))) == []


@for_each_normalizer
@given(st.data())
def test_changes_no_more_than_its_class(normalizer, data):
    text = data.draw(texts_for(normalizer))
    assert normalizer.holds(text, normalizer(text))


@for_each
@given(st.data())
def test_plain_equals_explained_and_edits_are_legal_and_minimal(normalizer, data):
    text = data.draw(texts_for(normalizer))
    edits = normalizer.edits(text)
    assert apply_edits(text, edits) == normalizer(text)
    for edit in edits:
        assert isinstance(edit, Edit)
        assert text[edit.start : edit.end] != edit.text, "an edit that changes nothing"
        assert edit.rule, "an edit without a rule"


@for_each
@given(st.data())
def test_the_offset_map_is_exact(normalizer, data):
    text = data.draw(texts_for(normalizer))
    edits = normalizer.edits(text)
    output = normalizer(text)
    offsets = OffsetMap(edits)
    replaced = {i for edit in edits for i in range(edit.start, edit.end)}
    for i in range(len(text)):
        low, high = offsets.to_output(i, i + 1)
        assert 0 <= low <= high <= len(output)
        if i not in replaced:
            assert output[low:high] == text[i]
            assert offsets.to_source(low, high) == (i, i + 1)
    for i in range(len(output)):
        low, high = offsets.to_source(i, i + 1)
        assert 0 <= low <= high <= len(text)


@for_each
@given(any_text)
def test_any_str_is_accepted(normalizer, text):
    assert isinstance(normalizer(text), str)


@for_each_pipeline
@given(any_subject)
def test_the_pipeline_is_idempotent(pipeline, text):
    once = pipeline(text)
    assert pipeline(once) == once


@for_each_pipeline
@given(any_subject)
def test_the_pipeline_composes_what_its_steps_do(pipeline, text):
    composed: list[Edit] = []
    last = text
    for step in pipeline.run(text):
        assert step.before == last
        assert apply_edits(step.before, step.edits) == step.after
        composed = compose(composed, step.edits)
        last = step.after
    assert last == pipeline(text) == apply_edits(text, composed)


@for_each_pipeline
@given(any_subject)
def test_nothing_is_lost(pipeline, text):
    """Every Han character, letter and digit is in the output, in the form that a normalizer declares it to have,
    unless an edit of a deleting normalizer accounts for it."""
    by_name = {normalizer.name: normalizer for normalizer in pipeline.steps}
    for step in pipeline.run(text):
        normalizer = by_name[step.name]
        before, after = (Counter(filter(str.isalnum, normalizer.fold(side))) for side in (step.before, step.after))
        if normalizer.change is Change.DELETE:
            deleted: Counter[str] = Counter()
            for edit in step.edits:
                deleted.update(filter(str.isalnum, normalizer.fold(step.before[edit.start : edit.end])))
                deleted.subtract(filter(str.isalnum, normalizer.fold(edit.text)))
            assert before == after + deleted
        elif normalizer.change is not Change.RECODE:
            assert before == after


@given(any_subject)
def test_safe_mode_finds_nothing_unsafe(text):
    assert clean(text, safe=True) == clean(text)


@given(st.lists(st.sampled_from(DEFAULT), unique=True, max_size=3), any_subject)
def test_pipelines_of_any_normalizers_are_idempotent(steps, text):
    pipeline = Pipeline(*steps)
    once = pipeline(text)
    assert pipeline(once) == once


# Linear work on hostile input. No test measures time: a watchdog on CPU time far above what is expected (a second or
# two) tells linear from quadratic work (hours on a million characters).

MILLION = 1_000_000
REAL_PROSE = "".join(
    line
    for path in sorted((DATA / "seeds").glob("*/gold.txt"))
    for line in path.read_text("utf-8").split("\n")
    if not line.startswith("|")
)


@contextmanager
def watchdog(seconds: int) -> Iterator[None]:
    """Ends the work after so many seconds of CPU time."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def bark(*_: object) -> None:
        raise TimeoutError(f"not finished within {seconds} s: the work is not linear")

    before = signal.signal(signal.SIGPROF, bark)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


#: A million of one character; of what makes for more lines or more edits, a fifth.
HOSTILE = {kind: text if len(set(text)) == 1 else text[: MILLION // 5] for kind, text in hostile_texts(MILLION).items()}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_takes_linear_work(kind):
    text = HOSTILE[kind]
    with watchdog(60):
        clean(text, safe=True)
    for normalizer in set(NORMALIZERS) - set(DEFAULT):
        with watchdog(60):
            normalizer(text)


def test_a_line_of_ten_megabytes():
    line = REAL_PROSE * (10_000_000 // len(REAL_PROSE.encode()) + 1)
    with watchdog(120):
        cleaned = clean(line)
    assert Counter(filter(str.isalnum, cleaned)) == Counter(filter(str.isalnum, line))


def calls(normalizer: Normalizer, text: str) -> int:
    """How many functions, Python's and C's, `normalizer` calls: a measure of work that does not depend on time."""
    count = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        normalizer(text)
    finally:
        sys.setprofile(before)
    return count


@for_each_normalizer
def test_calls_grow_no_faster_than_the_text(normalizer):
    small, large = hostile_texts(500), hostile_texts(4_000)
    samples = [(small[kind], large[kind]) for kind in small]
    page = (DATA / "seeds" / "004_f786ed146695884a" / "raw.txt").read_text("utf-8")[:2000]
    samples += [(before * 10, before * 80) for before, _ in normalizer.examples]
    samples.append((page, page * 8))
    for few, many in samples:
        normalizer(few), normalizer(many)  # what is made ready once and kept does not count
        assert calls(normalizer, many) <= 8 * 1.5 * calls(normalizer, few) + 2 * len(many), few[:20]
