"""Checks a configuration against the rules of iOS and Android before an OS sees it.

All findings come at once, each with its value, rule, source, evidence grade and fix. What nobody
has proven is a warning, and an error only for who asks to be ``strict``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from . import _rules
from ._android_constants import OLDEST_API
from ._arguments import INT32, instance, whole
from ._findings import Finding, Severity, nearest
from ._rules import Verdict
from .android import AndroidAudioFlags, AndroidAudioUsage
from .android import AndroidAudioFocusGainType as Gain
from .configuration import AudioSessionConfiguration, DuckPolicy
from .errors import ConfigurationError
from .ios import OLDEST_IOS
from .ios import AVAudioSessionCategory as Category
from .ios import AVAudioSessionCategoryOptions as Options
from .ios import AVAudioSessionMode as Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._record import Record

__all__ = ["Finding", "Severity", "check", "validate"]

_ATTRIBUTES = "android_audio_attributes"


def validate(
    configuration: AudioSessionConfiguration,
    *,
    strict: bool = False,
    android_api: int | None = None,
    ios_version: tuple[int, int] | str | None = None,
) -> tuple[Finding, ...]:
    """Return all that is wrong or doubtful about ``configuration``, in the order of the rules.

    ``strict`` makes an error of what is only documented or assumed, and otherwise a warning.
    ``android_api`` (21 and up) and ``ios_version`` (``(17, 2)`` or ``"17.2"``) name the OS that it
    is for; without them, what depends on the version is not judged. Raises TypeError or ValueError
    for a ``configuration`` that is none, an ``android_api`` that is none, or below 21, and for an
    ``ios_version`` that is no version, or older than 13.0.
    """
    instance("configuration", configuration, AudioSessionConfiguration)
    if android_api is not None:
        whole("android_api", android_api, range(OLDEST_API, INT32.stop))
    case = _Case(configuration, strict, android_api, _version(ios_version))
    return tuple(finding for rule in _RULES for finding in rule(case))


def check(
    configuration: AudioSessionConfiguration,
    *,
    strict: bool = False,
    android_api: int | None = None,
    ios_version: tuple[int, int] | str | None = None,
) -> tuple[Finding, ...]:
    """Return the warnings of :func:`validate`; raise ConfigurationError with all of its errors."""
    findings = validate(
        configuration, strict=strict, android_api=android_api, ios_version=ios_version
    )
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise ConfigurationError(errors)
    return findings


def _version(text: tuple[int, int] | str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    try:
        major, minor = [*map(int, text.split(".")), 0][:2] if isinstance(text, str) else text
        is_older = (major, minor) < OLDEST_IOS
    except (TypeError, ValueError) as error:
        raise type(error)(
            f"ios_version = {text!r}: it must be an iOS version; fix: pass one such as '17.2'"
        ) from None
    if is_older:
        raise ValueError(
            f"ios_version = {text!r}: this library runs on iOS 13.0 and later; fix: pass such a one"
        )
    return major, minor


class _Case(NamedTuple):
    """One configuration to judge, and for which OS."""

    configuration: AudioSessionConfiguration
    strict: bool
    android_api: int | None
    ios_version: tuple[int, int] | None

    def value(self, field: str) -> Any:
        """Return what a dotted field holds; None where its record is None."""
        record, _, name = field.rpartition(".")
        holder = self.configuration.android_audio_attributes if record else self.configuration
        return getattr(holder, name, None)

    def finding(
        self, verdict: Verdict, field: str, rule: str, fix: str, *, source: str, grade: str
    ) -> Finding:
        """Return a finding about what a field holds."""
        is_error = verdict is Verdict.REFUSED or (verdict is Verdict.DOUBTFUL and self.strict)
        return Finding(
            severity=Severity.ERROR if is_error else Severity.WARNING,
            field=field,
            value=self.value(field),
            rule=rule,
            fix=fix,
            source=source,
            grade=grade,
        )

    def hint(self, field: str, rule: str, fix: str, *, source: str, grade: str) -> Finding:
        """Return a finding about what the OS accepts but does not do."""
        return self.finding(Verdict.HINT, field, rule, fix, source=source, grade=grade)


def _unknown_values(case: _Case) -> Iterator[Finding]:
    for field, known in _rules.UNKNOWN_VALUES.items():
        value = case.value(field)
        if value is None or value.is_known:
            continue
        verdict, kind = known.verdict, type(value)
        rule = "no OS that this library knows has such a value"
        fix = f"use a member of {kind.__name__}"
        if isinstance(value, str):
            fix = nearest(value, [choice.value for choice in kind])
            # Apple's constants are named after their type: what is not can never be one.
            verdict = verdict if value.startswith(kind.__name__) else Verdict.REFUSED
        elif field.startswith("android") and not -(1 << 31) <= value < 1 << 31:
            rule, verdict = "Android's numbers have 32 bits", Verdict.REFUSED
        elif (
            known.refused_from is not None
            and (case.android_api or 0) >= known.refused_from
            and value not in known.hidden
        ):
            verdict = Verdict.REFUSED
            rule = f"from API {known.refused_from} on Android throws for what it does not know"
        yield case.finding(verdict, field, rule, fix, source=known.source, grade=known.grade)


def _unread_json(case: _Case) -> Iterator[Finding]:
    records: dict[str, Record | None] = {
        "": case.configuration,
        "androidAudioAttributes.": case.configuration.android_audio_attributes,
    }
    for path, record in records.items():
        if record is None:
            continue
        known = [key for field in record.fields().values() for key in field.keys]
        for key, text in record.extra:
            is_index = key in known
            rule = "no index that this library knows; it is kept, and no OS is told"
            yield Finding(
                severity=Severity.ERROR if case.strict else Severity.WARNING,
                field=path + key,
                value=text,
                rule=rule if is_index else "no such field; it is kept, and no OS is told",
                fix=f"use the key 'py:{key}'" if is_index else nearest(key, known),
                source=_rules.THIS_LIBRARY,
                grade="OWN",
            )


def _ios_options(case: _Case) -> Iterator[Finding]:
    category = case.configuration.av_audio_session_category
    if category not in _rules.CATEGORIES:
        return
    for option in _rules.chosen(case.configuration.av_audio_session_category_options):
        cells = _rules.OPTION_TABLE[option]
        verdict, grade = cells[category]
        if verdict is Verdict.DUAL_ROUTE:
            is_dual = case.configuration.av_audio_session_mode is Mode.DUAL_ROUTE
            verdict = Verdict.OK if is_dual else Verdict.REFUSED
        if verdict in _FINE:
            continue
        fine = " or ".join(name.name for name, cell in cells.items() if cell.verdict in _FINE)
        yield case.finding(
            verdict,
            "av_audio_session_category_options",
            _OPTION_RULES[verdict].format(option=option.name, category=category.name),
            f"drop {option.name}, or use the category {fine}",
            source=_rules.OPTION_SOURCES.get(option, _rules.OPTIONS_PAGE),
            grade=grade,
        )


_FINE = frozenset({Verdict.OK, Verdict.IMPLIED})
_OPTION_RULES = {
    Verdict.REFUSED: "iOS refuses {option} with the category {category} (error -50)",
    Verdict.DOUBTFUL: "nobody has shown that iOS takes {option} with the category {category}",
}


def _ios_mode(case: _Case) -> Iterator[Finding]:
    category = case.configuration.av_audio_session_category
    mode = case.configuration.av_audio_session_mode
    needs = _rules.MODE_TABLE.get(mode) if mode else None
    if needs is None or mode is None or category is None or category in needs.categories:
        return
    fine = " or ".join(sorted(name.name for name in needs.categories))
    yield case.finding(
        needs.verdict,
        "av_audio_session_mode",
        f"the mode {mode.name} goes with the category {fine}, not with {category.name}",
        f"use the mode DEFAULT, or the category {fine}",
        source=needs.source,
        grade=needs.grade,
    )


def _ios_pairs(case: _Case) -> Iterator[Finding]:
    for pair in _rules.PAIR_RULES:
        if case.configuration.av_audio_session_category is None:
            return
        if pair.below and not (case.ios_version and case.ios_version < pair.below):
            continue
        if not pair.when.matches(case.configuration):
            continue
        if pair.must is None or not pair.must.matches(case.configuration):
            yield case.finding(
                pair.verdict, pair.field, pair.rule, pair.fix, source=pair.source, grade=pair.grade
            )


def _ios_versions(case: _Case) -> Iterator[Finding]:
    if case.ios_version is None:
        return
    options = case.configuration.av_audio_session_category_options or Options.NONE
    used: list[tuple[str, Any]] = [
        ("av_audio_session_category_options", option) for option in options
    ]
    mode = case.configuration.av_audio_session_mode
    for field, member in [*used, ("av_audio_session_mode", mode)]:
        if member is not None and member.since > case.ios_version:
            yield case.finding(
                Verdict.DOUBTFUL,
                field,
                f"{member.name} came with iOS {_dotted(member.since)}, "
                f"after iOS {_dotted(case.ios_version)}",
                f"use it from iOS {_dotted(member.since)} on only",
                source="iOS 26.2 SDK metadata",
                grade="A",
            )


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def _ios_wishes(case: _Case) -> Iterator[Finding]:
    configuration = case.configuration
    category = configuration.av_audio_session_category
    if category is None:
        for field in _rules.NEEDS_CATEGORY:
            if case.value(field) is not None:
                yield case.hint(
                    field,
                    "iOS takes it together with a category only, and none is set",
                    "set av_audio_session_category",
                    source=_rules.THIS_LIBRARY,
                    grade="OWN",
                )
    channels = "av_audio_session_preferred_input_number_of_channels"
    if category in _rules.OUTPUT_ONLY and case.value(channels) is not None:
        yield case.finding(
            Verdict.REFUSED,
            channels,
            f"the category {category.name} has no input (error '!cat')",
            "clear it, or use the category PLAY_AND_RECORD",
            source=_rules.HEADER,
            grade="H",
        )
    for field, (low, high), unit in _USUAL:
        wish = case.value(field)
        if wish is not None and not low <= wish <= high:
            yield case.hint(
                field,
                f"it is in {unit}, and {low:g} to {high:g} is usual; iOS takes what it can",
                f"pass {unit}, or None for no preference",
                source=_rules.THIS_LIBRARY,
                grade="O",
            )


_USUAL = (
    ("av_audio_session_preferred_sample_rate", (8000.0, 192000.0), "Hz"),
    ("av_audio_session_preferred_io_buffer_duration", (0.0001, 1.0), "seconds"),
)


def _android_levels(case: _Case) -> Iterator[Finding]:
    if case.android_api is None:
        return
    for field, level in _rules.IGNORED_BELOW.items():
        # False and 0 are what the older levels do anyway.
        if case.value(field) and level > case.android_api:
            yield case.hint(
                field,
                f"it came with API {level}, and API {case.android_api} cannot be told",
                f"rely on it from API {level} on only",
                source=f"{_rules.ANDROID_PAGE}, framework classes of API 21 to 37",
                grade="RUN",
            )
    attributes = case.configuration.android_audio_attributes
    if attributes is None:
        return
    used: list[tuple[str, AndroidAudioUsage | AndroidAudioFlags]] = [("usage", attributes.usage)]
    used += [("flags", flag) for flag in attributes.flags]
    for name, member in used:
        if member.since > case.android_api:
            yield case.finding(
                Verdict.DOUBTFUL,
                f"android_audio_attributes.{name}",
                f"{member.name} came with API {member.since}, after API {case.android_api}",
                f"use it from API {member.since} on only",
                source=f"{_rules.ANDROID_PAGE}/AudioAttributes",
                grade="MEM",
            )


def _android_focus(case: _Case) -> Iterator[Finding]:
    configuration = case.configuration
    gain = configuration.android_audio_focus_gain_type
    attributes = configuration.android_audio_attributes
    if gain is Gain.NONE:
        for field in _rules.NEEDS_FOCUS:
            if case.value(field):
                yield case.hint(
                    field,
                    "it belongs to a focus request, and the gain type NONE makes none",
                    "clear it, or ask for focus",
                    source=_rules.THIS_LIBRARY,
                    grade="OWN",
                )
    usage = attributes.usage if attributes else AndroidAudioUsage.UNKNOWN
    if configuration.android_force_ducking and (
        gain is not Gain.GAIN_TRANSIENT_MAY_DUCK
        or usage is not AndroidAudioUsage.ASSISTANCE_ACCESSIBILITY
    ):
        yield case.hint(
            "android_force_ducking",
            "Android heeds it only with the usage ASSISTANCE_ACCESSIBILITY and the gain type "
            "GAIN_TRANSIENT_MAY_DUCK, of an accessibility service",
            "clear it, or set both",
            source=_rules.FOCUS_SOURCE,
            grade="SRC",
        )


def _ducking(case: _Case) -> Iterator[Finding]:
    configuration = case.configuration
    gain, policy = configuration.android_audio_focus_gain_type, configuration.duck_policy
    pauses = configuration.android_will_pause_when_ducked
    if gain is Gain.GAIN_TRANSIENT_MAY_DUCK and pauses is None and policy is None:
        yield case.hint(
            "android_audio_focus_gain_type",
            "Android 8 and later duck this app, and those that it ducks, without telling anybody",
            "set duck_policy: SYSTEM if that is right, APP or PAUSE to be told",
            source=_rules.FOCUS_SOURCE,
            grade="RUN",
        )
    if (policy, pauses) in _CONTRADICTIONS:
        yield case.hint(
            "android_will_pause_when_ducked",
            f"it contradicts the duck policy {policy}",
            "clear one of the two",
            source=_rules.THIS_LIBRARY,
            grade="OWN",
        )


_CONTRADICTIONS = frozenset(
    {(DuckPolicy.SYSTEM, True), (DuckPolicy.APP, True), (DuckPolicy.PAUSE, False)}
)


def _both_systems(case: _Case) -> Iterator[Finding]:
    configuration = case.configuration
    options = configuration.av_audio_session_category_options or Options.NONE
    mixes = configuration.av_audio_session_category is Category.AMBIENT or options & _MIXING
    gain = configuration.android_audio_focus_gain_type
    if mixes and configuration.android_audio_attributes and gain in _EXCLUSIVE:
        yield case.hint(
            "android_audio_focus_gain_type",
            f"other apps play on beside this one on iOS, but are stopped by {gain.name} on Android",
            "use the gain type NONE or GAIN_TRANSIENT_MAY_DUCK, or do not mix on iOS",
            source=f"{_rules.OPTIONS_PAGE}; {_rules.FOCUS_SOURCE}",
            grade="RUN",
        )


_MIXING = (
    Options.MIX_WITH_OTHERS
    | Options.DUCK_OTHERS
    | Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS
)
_EXCLUSIVE = frozenset({Gain.GAIN, Gain.GAIN_TRANSIENT, Gain.GAIN_TRANSIENT_EXCLUSIVE})

_RULES = (
    _unknown_values,
    _unread_json,
    _ios_options,
    _ios_mode,
    _ios_pairs,
    _ios_versions,
    _ios_wishes,
    _android_levels,
    _android_focus,
    _ducking,
    _both_systems,
)
