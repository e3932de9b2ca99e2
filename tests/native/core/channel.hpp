// What the channel tests share: a channel that frees itself, and short ways to use it.
#pragma once

#include <memory>
#include <vector>

#include "audio_session/core.h"

struct FreeChannel {
    void operator()(as_channel *channel) const
    {
        as_channel_shut(channel);
        as_channel_free(channel);
    }
};
using Channel = std::unique_ptr<as_channel, FreeChannel>;

inline Channel
make_channel(size_t capacity)
{
    return Channel(as_channel_new(capacity));
}

inline void
emit(const Channel &channel, uint32_t kind, int64_t code, int64_t value = 0)
{
    as_event event{};
    event.kind = kind;
    event.code = code;
    event.value = value;
    as_channel_emit(channel.get(), &event);
}

// Until nothing comes, or there is no room.
inline std::vector<as_event>
drain(const Channel &channel, size_t room = 100000)
{
    std::vector<as_event> events(room);
    size_t count = 0, taken;
    do {
        taken = as_channel_drain(channel.get(), events.data() + count, room - count);
        count += taken;
    } while (taken > 0 && count < room);
    events.resize(count);
    return events;
}
