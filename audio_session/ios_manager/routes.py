"""Where sound comes from and goes to, as ``AVAudioSession`` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import INT64, constant, instance, name_of, text, whole
from .._reading import read_object
from ..ios import (
    AVAudioSessionPolarPattern,
    AVAudioSessionPortOverride,
    AVAudioStereoOrientation,
)
from ._base import Base, offers
from .records import (
    AVAudioSessionDataSourceDescription,
    AVAudioSessionPortDescription,
    AVAudioSessionRouteDescription,
)

if TYPE_CHECKING:
    from ..streams import EventStream
    from .notifications import AVAudioSessionRouteChange, AVPreparePlaybackRouteResult


class Routes(Base):
    """Routes, ports and data sources."""

    @offers("currentRoute")
    async def get_current_route(self) -> AVAudioSessionRouteDescription:
        """Return the inputs and outputs in use. Source: AVAudioSession.currentRoute."""
        document = await self._call("currentRoute")
        return AVAudioSessionRouteDescription.read(read_object(document, "currentRoute"))

    @property
    @offers("AVAudioSessionRouteChangeNotification")
    def route_change_stream(self) -> EventStream[AVAudioSessionRouteChange]:
        """Every change of the route. Source: AVAudioSession.routeChangeNotification."""
        return self._stream("route_change_stream")

    @offers("availableInputs")
    async def get_available_inputs(self) -> tuple[AVAudioSessionPortDescription, ...]:
        """Return the inputs that may be chosen; none in a category without input.

        Source: AVAudioSession.availableInputs.
        """
        return await self._ports("availableInputs")

    @property
    @offers("AVAudioSessionAvailableInputsChangeNotification")
    def available_inputs_change_stream(
        self,
    ) -> EventStream[tuple[AVAudioSessionPortDescription, ...]]:
        """The inputs that may be chosen, whenever they change. iOS 26.0.

        Source: AVAudioSession.availableInputsChangeNotification.
        """
        return self._stream("available_inputs_change_stream")

    @offers("preferredInput")
    async def get_preferred_input(self) -> AVAudioSessionPortDescription | None:
        """Return the input that was asked for. Source: AVAudioSession.preferredInput."""
        return await self._maybe("preferredInput", AVAudioSessionPortDescription.read)

    @offers("setPreferredInputError")
    async def set_preferred_input(self, port: AVAudioSessionPortDescription | None) -> None:
        """Ask for an input of :meth:`get_available_inputs`; None leaves it to iOS.

        Another one is a :class:`~audio_session.errors.NativeError`.
        Source: AVAudioSession.setPreferredInput.
        """
        await self._prefer("setPreferredInputError", None if port is None else _uid(port))

    @offers("overrideOutputAudioPortError")
    async def override_output_audio_port(self, port: AVAudioSessionPortOverride) -> None:
        """Send output to the speaker until the route changes next, or take that back.

        With PLAY_AND_RECORD alone. Not set again after a reset of the media services.
        Source: AVAudioSession.overrideOutputAudioPort.
        """
        given = constant("port", port, AVAudioSessionPortOverride, INT64)
        await self._call("overrideOutputAudioPortError", given)

    @offers("prepareRouteSelectionForPlaybackWithCompletionHandler")
    async def prepare_route_selection_for_playback(self) -> AVPreparePlaybackRouteResult:
        """Ask where the user wants to hear a film, perhaps with a picker; waits for the answer.

        Source: AVAudioSession.prepareRouteSelectionForPlayback (AVKit).
        """
        operation = "prepareRouteSelectionForPlaybackWithCompletionHandler"
        answer: AVPreparePlaybackRouteResult = await self._answered(
            operation, "route_selection_answers"
        )
        return answer

    @offers("inputDataSources")
    async def get_input_data_sources(self) -> tuple[AVAudioSessionDataSourceDescription, ...]:
        """Return the data sources of the current input, if it has several.

        Source: AVAudioSession.inputDataSources.
        """
        return await self._all("inputDataSources", AVAudioSessionDataSourceDescription.read)

    @property
    @offers("inputDataSources")
    def input_data_sources_stream(
        self,
    ) -> EventStream[tuple[AVAudioSessionDataSourceDescription, ...]]:
        """Changes of them. Source: AVAudioSession.inputDataSources (KVO)."""
        return self._stream("input_data_sources_stream")

    @offers("inputDataSource")
    async def get_input_data_source(self) -> AVAudioSessionDataSourceDescription | None:
        """Return the input's data source in use. Source: AVAudioSession.inputDataSource."""
        return await self._maybe("inputDataSource", AVAudioSessionDataSourceDescription.read)

    @property
    @offers("inputDataSource")
    def input_data_source_stream(
        self,
    ) -> EventStream[AVAudioSessionDataSourceDescription | None]:
        """Changes of it. Source: AVAudioSession.inputDataSource (KVO)."""
        return self._stream("input_data_source_stream")

    @offers("setInputDataSourceError")
    async def set_input_data_source(
        self, source: AVAudioSessionDataSourceDescription | None
    ) -> None:
        """Choose a data source of the current input.

        Not set again after a reset of the media services: :meth:`set_preferred_data_source` is.
        Source: AVAudioSession.setInputDataSource.
        """
        await self._call("setInputDataSourceError", None if source is None else _id(source))

    @offers("outputDataSources")
    async def get_output_data_sources(self) -> tuple[AVAudioSessionDataSourceDescription, ...]:
        """Return the data sources of the current output, if it has several.

        Source: AVAudioSession.outputDataSources.
        """
        return await self._all("outputDataSources", AVAudioSessionDataSourceDescription.read)

    @property
    @offers("outputDataSources")
    def output_data_sources_stream(
        self,
    ) -> EventStream[tuple[AVAudioSessionDataSourceDescription, ...]]:
        """Changes of them. Source: AVAudioSession.outputDataSources (KVO)."""
        return self._stream("output_data_sources_stream")

    @offers("outputDataSource")
    async def get_output_data_source(self) -> AVAudioSessionDataSourceDescription | None:
        """Return the output's data source in use. Source: AVAudioSession.outputDataSource."""
        return await self._maybe("outputDataSource", AVAudioSessionDataSourceDescription.read)

    @property
    @offers("outputDataSource")
    def output_data_source_stream(
        self,
    ) -> EventStream[AVAudioSessionDataSourceDescription | None]:
        """Changes of it. Source: AVAudioSession.outputDataSource (KVO)."""
        return self._stream("output_data_source_stream")

    @offers("setOutputDataSourceError")
    async def set_output_data_source(
        self, source: AVAudioSessionDataSourceDescription | None
    ) -> None:
        """Choose a data source of the current output.

        Not set again after a reset of the media services: :meth:`set_preferred_data_source` is.
        Source: AVAudioSession.setOutputDataSource.
        """
        await self._call("setOutputDataSourceError", None if source is None else _id(source))

    @offers("setPreferredDataSourceError")
    async def set_preferred_data_source(
        self,
        port: AVAudioSessionPortDescription,
        source: AVAudioSessionDataSourceDescription | None,
    ) -> None:
        """Ask for a data source of ``port``, for when the port is used; None leaves it to iOS.

        Source: AVAudioSessionPortDescription.setPreferredDataSource.
        """
        given = (_uid(port), None if source is None else _id(source))
        await self._prefer("setPreferredDataSourceError", *given, of=1)

    @offers("setPreferredPolarPatternError")
    async def set_preferred_polar_pattern(
        self,
        port: AVAudioSessionPortDescription,
        source: AVAudioSessionDataSourceDescription,
        pattern: AVAudioSessionPolarPattern | None,
    ) -> None:
        """Ask for one of the patterns of a data source of ``port``; None leaves it to iOS.

        Source: AVAudioSessionDataSourceDescription.setPreferredPolarPattern.
        """
        await self._prefer(
            "setPreferredPolarPatternError",
            _uid(port),
            _id(source),
            None if pattern is None else name_of("pattern", pattern, AVAudioSessionPolarPattern),
            of=2,
        )

    @offers("inputOrientation")
    async def get_input_orientation(self) -> AVAudioStereoOrientation:
        """Return how stereo input is oriented. iOS 14.0.

        Source: AVAudioSession.inputOrientation.
        """
        return AVAudioStereoOrientation(await self._integer("inputOrientation"))

    @offers("preferredInputOrientation")
    async def get_preferred_input_orientation(self) -> AVAudioStereoOrientation:
        """Return the orientation that was asked for. iOS 14.0.

        Source: AVAudioSession.preferredInputOrientation.
        """
        return AVAudioStereoOrientation(await self._integer("preferredInputOrientation"))

    @offers("setPreferredInputOrientationError")
    async def set_preferred_input_orientation(self, orientation: AVAudioStereoOrientation) -> None:
        """Ask for an orientation of stereo input. iOS 14.0.

        Source: AVAudioSession.setPreferredInputOrientation.
        """
        given = constant("orientation", orientation, AVAudioStereoOrientation, INT64)
        await self._prefer("setPreferredInputOrientationError", given)


def _uid(port: object) -> str:
    return text("port.uid", instance("port", port, AVAudioSessionPortDescription).uid)


def _id(source: object) -> int:
    known = instance("source", source, AVAudioSessionDataSourceDescription)
    return whole("source.data_source_id", known.data_source_id, INT64)
