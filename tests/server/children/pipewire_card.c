/*
 * pipewire_card.c: a sound card for tests, in PipeWire's graph: one output with the ports Speaker,
 * Headphones and HDMI.
 *
 * Reads words from its input: "plug" and "unplug" the headphones, "speaker", "headphones" and "hdmi"
 * choose the route as a user would, "quit". Says "ready" when the card can be used, and "ok" after
 * each word.
 */
#include <pipewire/pipewire.h>
#include <spa/debug/types.h>
#include <spa/monitor/device.h>
#include <spa/monitor/utils.h>
#include <spa/param/param.h>
#include <spa/param/props.h>
#include <spa/pod/builder.h>
#include <spa/utils/names.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SPEAKER, HEADPHONES, HDMI, ROUTES };

static const struct {
    const char *name, *description, *type;
    int priority;
} routes[ROUTES] = {
    {"analog-output-speaker", "Speaker", "speaker", 100},
    {"analog-output-headphones", "Headphones", "headphones", 200},
    {"hdmi-output-0", "HDMI", "hdmi", 50},
};

enum { PARAM_ENUM_PROFILE, PARAM_PROFILE, PARAM_ENUM_ROUTE, PARAM_ROUTE, PARAMS };

typedef struct card {
    struct spa_device device;
    struct spa_hook_list hooks;
    struct spa_param_info params[PARAMS];
    struct pw_main_loop *loop;
    struct pw_core *core;
    struct pw_proxy *exported, *sink;
    struct spa_hook exported_hook, sink_hook;
    int active;
    bool plugged;
} card;

static bool
available(const card *card, int route)
{
    return route != HEADPHONES || card->plugged;
}

static struct spa_pod *
build_profile(struct spa_pod_builder *builder, uint32_t id)
{
    struct spa_pod_frame object, classes, one;
    const uint32_t devices[] = {0};
    spa_pod_builder_push_object(builder, &object, SPA_TYPE_OBJECT_ParamProfile, id);
    spa_pod_builder_add(builder, SPA_PARAM_PROFILE_index, SPA_POD_Int(0), SPA_PARAM_PROFILE_name,
                        SPA_POD_String("on"), SPA_PARAM_PROFILE_description, SPA_POD_String("On"),
                        SPA_PARAM_PROFILE_priority, SPA_POD_Int(1), SPA_PARAM_PROFILE_available,
                        SPA_POD_Id(SPA_PARAM_AVAILABILITY_yes), 0);
    spa_pod_builder_prop(builder, SPA_PARAM_PROFILE_classes, 0);
    spa_pod_builder_push_struct(builder, &classes);
    spa_pod_builder_int(builder, 1);
    spa_pod_builder_push_struct(builder, &one);
    spa_pod_builder_string(builder, "Audio/Sink");
    spa_pod_builder_int(builder, 1);
    spa_pod_builder_string(builder, "card.profile.devices");
    spa_pod_builder_array(builder, sizeof devices[0], SPA_TYPE_Int, 1, devices);
    spa_pod_builder_pop(builder, &one);
    spa_pod_builder_pop(builder, &classes);
    return spa_pod_builder_pop(builder, &object);
}

static struct spa_pod *
build_route(card *card, struct spa_pod_builder *builder, uint32_t id, int route)
{
    struct spa_pod_frame object, info;
    const uint32_t zero[] = {0};
    enum spa_param_availability state =
        available(card, route) ? SPA_PARAM_AVAILABILITY_yes : SPA_PARAM_AVAILABILITY_no;
    spa_pod_builder_push_object(builder, &object, SPA_TYPE_OBJECT_ParamRoute, id);
    spa_pod_builder_add(builder, SPA_PARAM_ROUTE_index, SPA_POD_Int(route),
                        SPA_PARAM_ROUTE_direction, SPA_POD_Id(SPA_DIRECTION_OUTPUT),
                        SPA_PARAM_ROUTE_name, SPA_POD_String(routes[route].name),
                        SPA_PARAM_ROUTE_description, SPA_POD_String(routes[route].description),
                        SPA_PARAM_ROUTE_priority, SPA_POD_Int(routes[route].priority),
                        SPA_PARAM_ROUTE_available, SPA_POD_Id(state), 0);
    spa_pod_builder_prop(builder, SPA_PARAM_ROUTE_info, 0);
    spa_pod_builder_push_struct(builder, &info);
    spa_pod_builder_int(builder, 1);
    spa_pod_builder_string(builder, "port.type");
    spa_pod_builder_string(builder, routes[route].type);
    spa_pod_builder_pop(builder, &info);
    spa_pod_builder_prop(builder, SPA_PARAM_ROUTE_profiles, 0);
    spa_pod_builder_array(builder, sizeof zero[0], SPA_TYPE_Int, 1, zero);
    spa_pod_builder_prop(builder, SPA_PARAM_ROUTE_devices, 0);
    spa_pod_builder_array(builder, sizeof zero[0], SPA_TYPE_Int, 1, zero);
    if (id == SPA_PARAM_Route)
        spa_pod_builder_add(builder, SPA_PARAM_ROUTE_device, SPA_POD_Int(0),
                            SPA_PARAM_ROUTE_profile, SPA_POD_Int(0), 0);
    return spa_pod_builder_pop(builder, &object);
}

static void
report(card *card)
{
    struct spa_device_info info = SPA_DEVICE_INFO_INIT();
    const struct spa_dict_item items[] = {
        {"device.name", "fake_card"}, {"device.description", "Fake card"}, {"device.api", "alsa"},
        {"device.bus", "pci"},        {"media.class", "Audio/Device"},
    };
    struct spa_dict properties = SPA_DICT_INIT_ARRAY(items);
    info.change_mask = SPA_DEVICE_CHANGE_MASK_PROPS | SPA_DEVICE_CHANGE_MASK_PARAMS;
    info.props = &properties;
    info.params = card->params;
    info.n_params = PARAMS;
    spa_device_emit_info(&card->hooks, &info);
}

static void
routes_changed(card *card)
{
    card->params[PARAM_ENUM_ROUTE].flags ^= SPA_PARAM_INFO_SERIAL;
    card->params[PARAM_ROUTE].flags ^= SPA_PARAM_INFO_SERIAL;
    report(card);
}

/* ---- spa_device ------------------------------------------------------------------------------ */

static int
add_listener(void *object, struct spa_hook *listener, const struct spa_device_events *events,
             void *data)
{
    card *card = object;
    struct spa_hook_list saved;
    spa_hook_list_isolate(&card->hooks, &saved, listener, events, data);
    report(card);
    spa_hook_list_join(&card->hooks, &saved);
    return 0;
}

static int
sync_device(void *object, int sequence)
{
    card *card = object;
    spa_device_emit_result(&card->hooks, sequence, 0, 0, NULL);
    return 0;
}

static int
enum_params(void *object, int sequence, uint32_t id, uint32_t start, uint32_t count,
            const struct spa_pod *filter)
{
    (void)filter;
    card *card = object;
    uint32_t total = id == SPA_PARAM_EnumRoute ? ROUTES : 1;
    for (uint32_t index = start; index < total && index - start < count; index++) {
        uint8_t buffer[2048];
        struct spa_pod_builder builder = SPA_POD_BUILDER_INIT(buffer, sizeof buffer);
        struct spa_result_device_params result = {.id = id, .index = index, .next = index + 1};
        switch (id) {
        case SPA_PARAM_EnumProfile:
        case SPA_PARAM_Profile:
            result.param = build_profile(&builder, id);
            break;
        case SPA_PARAM_EnumRoute:
            result.param = build_route(card, &builder, id, (int)index);
            break;
        case SPA_PARAM_Route:
            result.param = build_route(card, &builder, id, card->active);
            break;
        default:
            return -ENOENT;
        }
        spa_device_emit_result(&card->hooks, sequence, 0, SPA_RESULT_TYPE_DEVICE_PARAMS, &result);
    }
    return 0;
}

/*
 * The words alone choose the route. WirePlumber sets each route that it finds newly chosen once more,
 * for the sake of its volume, some milliseconds later: a choice that was made meanwhile would be
 * undone, and WirePlumber would take the old route for chosen (policy-device-routes.lua of 0.4.13;
 * seen in 2 of 40 runs).
 */
static int
set_param(void *object, uint32_t id, uint32_t flags, const struct spa_pod *param)
{
    (void)object, (void)id, (void)flags, (void)param;
    return 0;
}

static const struct spa_device_methods methods = {
    SPA_VERSION_DEVICE_METHODS, .add_listener = add_listener, .sync = sync_device,
    .enum_params = enum_params, .set_param = set_param,
};

/* ---- The program ----------------------------------------------------------------------------- */

static void
on_word(void *data, int fd, uint32_t mask)
{
    (void)mask;
    card *card = data;
    char line[64];
    ssize_t size = read(fd, line, sizeof line - 1);
    if (size <= 0) {
        pw_main_loop_quit(card->loop);
        return;
    }
    line[size] = '\0';
    for (char *word = strtok(line, "\n"); word != NULL; word = strtok(NULL, "\n")) {
        if (strcmp(word, "plug") == 0) {
            card->plugged = true;
            card->active = HEADPHONES;
        } else if (strcmp(word, "unplug") == 0) {
            card->plugged = false;
            if (card->active == HEADPHONES)
                card->active = SPEAKER;
        } else if (strcmp(word, "speaker") == 0) {
            card->active = SPEAKER;
        } else if (strcmp(word, "headphones") == 0) {
            card->active = HEADPHONES;
        } else if (strcmp(word, "hdmi") == 0) {
            card->active = HDMI;
        } else {
            pw_main_loop_quit(card->loop);
            return;
        }
        routes_changed(card);
        puts("ok");
    }
}

static void
on_sink_bound(void *data, uint32_t id)
{
    (void)data, (void)id;
    puts("ready");
}

static const struct pw_proxy_events sink_events = {PW_VERSION_PROXY_EVENTS, .bound = on_sink_bound};

static void
on_card_bound(void *data, uint32_t id)
{
    card *card = data;
    char device[16];
    snprintf(device, sizeof device, "%u", id);
    struct pw_properties *properties = pw_properties_new(
        "factory.name", "support.null-audio-sink", "node.name", "fake_card.sink",
        "node.description", "Fake output", "media.class", "Audio/Sink", "audio.position", "FL,FR",
        "device.id", device, "card.profile.device", "0", "device.api", "alsa", "device.bus", "pci",
        "priority.session", "2000", NULL);
    card->sink = pw_core_create_object(card->core, "adapter", PW_TYPE_INTERFACE_Node,
                                       PW_VERSION_NODE, &properties->dict, 0);
    pw_properties_free(properties);
    pw_proxy_add_listener(card->sink, &card->sink_hook, &sink_events, card);
}

static const struct pw_proxy_events card_events = {PW_VERSION_PROXY_EVENTS, .bound = on_card_bound};

int
main(int argc, char **argv)
{
    card card = {.active = HEADPHONES, .plugged = true};
    pw_init(&argc, &argv);
    setvbuf(stdout, NULL, _IOLBF, 0);
    card.device.iface =
        SPA_INTERFACE_INIT(SPA_TYPE_INTERFACE_Device, SPA_VERSION_DEVICE, &methods, &card);
    spa_hook_list_init(&card.hooks);
    card.params[PARAM_ENUM_PROFILE] = SPA_PARAM_INFO(SPA_PARAM_EnumProfile, SPA_PARAM_INFO_READ);
    card.params[PARAM_PROFILE] = SPA_PARAM_INFO(SPA_PARAM_Profile, SPA_PARAM_INFO_READWRITE);
    card.params[PARAM_ENUM_ROUTE] = SPA_PARAM_INFO(SPA_PARAM_EnumRoute, SPA_PARAM_INFO_READ);
    card.params[PARAM_ROUTE] = SPA_PARAM_INFO(SPA_PARAM_Route, SPA_PARAM_INFO_READWRITE);
    card.loop = pw_main_loop_new(NULL);
    struct pw_context *context = pw_context_new(pw_main_loop_get_loop(card.loop), NULL, 0);
    card.core = pw_context_connect(context, NULL, 0);
    if (card.core == NULL) {
        fputs("no PipeWire daemon\n", stderr);
        return 1;
    }
    struct pw_properties *properties =
        pw_properties_new("device.name", "fake_card", "device.description", "Fake card",
                          "device.api", "alsa", "media.class", "Audio/Device", NULL);
    card.exported =
        pw_core_export(card.core, SPA_TYPE_INTERFACE_Device, &properties->dict, &card.device, 0);
    pw_properties_free(properties);
    if (card.exported == NULL) {
        fputs("the card cannot be exported\n", stderr);
        return 1;
    }
    pw_proxy_add_listener(card.exported, &card.exported_hook, &card_events, &card);
    pw_loop_add_io(pw_main_loop_get_loop(card.loop), STDIN_FILENO, SPA_IO_IN | SPA_IO_HUP, false,
                   on_word, &card);
    pw_main_loop_run(card.loop);
    pw_context_destroy(context);
    pw_main_loop_destroy(card.loop);
    pw_deinit();
    return 0;
}
