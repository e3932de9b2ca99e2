// Our own declarations against libpulse's headers.
#include "pulse_api.h"

#include <gtest/gtest.h>
#include <pulse/pulseaudio.h>

#include <type_traits>

namespace
{

#define SAME(ours, theirs, member, their_member)                                                   \
    static_assert(offsetof(ours, member) == offsetof(theirs, their_member), #theirs "." #member);  \
    static_assert(sizeof(((ours *)nullptr)->member) == sizeof(((theirs *)nullptr)->their_member),  \
                  #theirs "." #member " size")
#define SAME_NAME(ours, theirs, member) SAME(ours, theirs, member, member)

#define DEVICE(theirs)                                                                             \
    SAME_NAME(pulse_device, theirs, name);                                                         \
    SAME_NAME(pulse_device, theirs, index);                                                        \
    SAME_NAME(pulse_device, theirs, description);                                                  \
    SAME_NAME(pulse_device, theirs, sample_spec);                                                  \
    SAME_NAME(pulse_device, theirs, volume);                                                       \
    SAME_NAME(pulse_device, theirs, mute);                                                         \
    SAME_NAME(pulse_device, theirs, driver);                                                       \
    SAME_NAME(pulse_device, theirs, flags);                                                        \
    SAME_NAME(pulse_device, theirs, proplist);                                                     \
    SAME_NAME(pulse_device, theirs, state);                                                        \
    SAME_NAME(pulse_device, theirs, card);                                                         \
    SAME_NAME(pulse_device, theirs, n_ports);                                                      \
    SAME_NAME(pulse_device, theirs, ports);                                                        \
    SAME_NAME(pulse_device, theirs, active_port)

DEVICE(pa_sink_info);
DEVICE(pa_source_info);
SAME(pulse_device, pa_sink_info, monitor, monitor_source);
SAME(pulse_device, pa_source_info, monitor, monitor_of_sink);

SAME_NAME(pulse_port, pa_sink_port_info, name);
SAME_NAME(pulse_port, pa_sink_port_info, description);
SAME_NAME(pulse_port, pa_sink_port_info, available);
SAME_NAME(pulse_port, pa_source_port_info, available);
#if PA_CHECK_VERSION(14, 0, 0)
SAME_NAME(pulse_port, pa_sink_port_info, type);
SAME_NAME(pulse_port, pa_source_port_info, type);
#endif

SAME_NAME(pulse_stream, pa_sink_input_info, index);
SAME_NAME(pulse_stream, pa_sink_input_info, client);
SAME_NAME(pulse_stream, pa_sink_input_info, sink);
SAME_NAME(pulse_stream, pa_sink_input_info, mute);
SAME_NAME(pulse_stream, pa_sink_input_info, proplist);
SAME_NAME(pulse_stream, pa_sink_input_info, corked);

SAME_NAME(pulse_client, pa_client_info, index);
SAME_NAME(pulse_client, pa_client_info, name);
SAME_NAME(pulse_client, pa_client_info, proplist);

SAME_NAME(pulse_module, pa_module_info, index);
SAME_NAME(pulse_module, pa_module_info, name);
SAME_NAME(pulse_module, pa_module_info, argument);

SAME_NAME(pulse_server, pa_server_info, user_name);
SAME_NAME(pulse_server, pa_server_info, host_name);
SAME_NAME(pulse_server, pa_server_info, server_version);
SAME_NAME(pulse_server, pa_server_info, server_name);
SAME_NAME(pulse_server, pa_server_info, default_sink_name);
SAME_NAME(pulse_server, pa_server_info, default_source_name);

SAME_NAME(pulse_mainloop, pa_mainloop_api, userdata);
SAME_NAME(pulse_mainloop, pa_mainloop_api, time_new);
SAME_NAME(pulse_mainloop, pa_mainloop_api, time_restart);
SAME_NAME(pulse_mainloop, pa_mainloop_api, time_free);

static_assert(sizeof(pulse_volume) == sizeof(pa_cvolume));
static_assert(sizeof(pulse_sample_spec) == sizeof(pa_sample_spec));
static_assert(sizeof(pulse_channel_map) == sizeof(pa_channel_map));

// Each function takes as many arguments, of the same sizes, and returns the same size.
template <typename... Args> struct Sizes {};
template <typename T>
constexpr size_t
SizeOf()
{
    if constexpr (std::is_void_v<T>)
        return 0;
    else
        return sizeof(T);
}
template <typename R, typename... A, typename S, typename... B>
constexpr bool
SameShape(R (*)(A...), S (*)(B...))
{
    if constexpr (sizeof...(A) != sizeof...(B))
        return false;
    else
        return SizeOf<R>() == SizeOf<S>() && ((SizeOf<A>() == SizeOf<B>()) && ...);
}

TEST(Abi, FunctionsHaveTheSameShape)
{
#define SHAPE(result, name, arguments)                                                             \
    EXPECT_TRUE(SameShape(decltype(pulse_api::name)(nullptr), decltype (&pa_##name)(nullptr)))     \
        << #name;
    PULSE_FUNCTIONS(SHAPE)
#undef SHAPE
}

TEST(Abi, NumbersAreTheSame)
{
    EXPECT_EQ(PULSE_INVALID_INDEX, PA_INVALID_INDEX);
    EXPECT_EQ(PULSE_CHANNELS_MAX, static_cast<int>(PA_CHANNELS_MAX));
    EXPECT_EQ(PULSE_VOLUME_NORM, static_cast<int>(PA_VOLUME_NORM));
    EXPECT_EQ(PULSE_NO_AUTOSPAWN, static_cast<int>(PA_CONTEXT_NOAUTOSPAWN));
    EXPECT_EQ(PULSE_UPDATE_REPLACE, static_cast<int>(PA_UPDATE_REPLACE));
    EXPECT_EQ(PULSE_CONTEXT_READY, static_cast<int>(PA_CONTEXT_READY));
    EXPECT_EQ(PULSE_CONTEXT_FAILED, static_cast<int>(PA_CONTEXT_FAILED));
    EXPECT_EQ(PULSE_CONTEXT_TERMINATED, static_cast<int>(PA_CONTEXT_TERMINATED));
    EXPECT_EQ(PULSE_ERR_ACCESS, static_cast<int>(PA_ERR_ACCESS));
    EXPECT_EQ(PULSE_ERR_NOENTITY, static_cast<int>(PA_ERR_NOENTITY));
    EXPECT_EQ(PULSE_ERR_TIMEOUT, static_cast<int>(PA_ERR_TIMEOUT));
    EXPECT_EQ(PULSE_ERR_CONNECTIONTERMINATED, static_cast<int>(PA_ERR_CONNECTIONTERMINATED));
    EXPECT_EQ(PULSE_PORT_AVAILABLE_NO, static_cast<int>(PA_PORT_AVAILABLE_NO));
    EXPECT_EQ(PULSE_DEVICE_NETWORK, static_cast<int>(PA_SINK_NETWORK));
    EXPECT_EQ(PULSE_DEVICE_NETWORK, static_cast<int>(PA_SOURCE_NETWORK));
    EXPECT_EQ(PULSE_SINK, static_cast<int>(PA_SUBSCRIPTION_EVENT_SINK));
    EXPECT_EQ(PULSE_SOURCE, static_cast<int>(PA_SUBSCRIPTION_EVENT_SOURCE));
    EXPECT_EQ(PULSE_SINK_INPUT, static_cast<int>(PA_SUBSCRIPTION_EVENT_SINK_INPUT));
    EXPECT_EQ(PULSE_MODULE, static_cast<int>(PA_SUBSCRIPTION_EVENT_MODULE));
    EXPECT_EQ(PULSE_CLIENT, static_cast<int>(PA_SUBSCRIPTION_EVENT_CLIENT));
    EXPECT_EQ(PULSE_SERVER, static_cast<int>(PA_SUBSCRIPTION_EVENT_SERVER));
    EXPECT_EQ(PULSE_CARD, static_cast<int>(PA_SUBSCRIPTION_EVENT_CARD));
    EXPECT_EQ(PULSE_EVENT_CHANGE, static_cast<int>(PA_SUBSCRIPTION_EVENT_CHANGE));
    EXPECT_EQ(PULSE_EVENT_REMOVE, static_cast<int>(PA_SUBSCRIPTION_EVENT_REMOVE));
    EXPECT_EQ(PULSE_EVENT_TYPE, static_cast<int>(PA_SUBSCRIPTION_EVENT_TYPE_MASK));
    EXPECT_STREQ(pulse_error_name(PA_ERR_BUSY), "PA_ERR_BUSY");
    EXPECT_STREQ(pulse_error_name(PA_ERR_AUTHKEY), "PA_ERR_AUTHKEY");
    EXPECT_STREQ(pulse_error_name(PA_ERR_FORKED), "PA_ERR_FORKED");
    EXPECT_STREQ(pulse_error_name(1000), "");
    EXPECT_STREQ(pulse_error_name(-1), "");
}

} // namespace
