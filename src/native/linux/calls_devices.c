/*
 * calls_devices.c: the operations on devices and on the volume.
 */
#include "linux.h"

#include <math.h>
#include <string.h>

enum { NAME_SIZE = 256 };

/* 150 %, what mixers offer: more only distorts. */
#define LOUDEST 1.5

#define DEFAULT_OUTPUT "@DEFAULT_SINK@"
#define DEFAULT_INPUT "@DEFAULT_SOURCE@"

typedef struct report {
    answer answer;
    json out;
    bool output;
    const char *default_name; /* NULL: what comes is the default */
} report;

static void
write_ports(linux_driver *self, json *out, const pulse_device *device, bool output)
{
    json_key(out, "ports");
    json_open(out, '[');
    for (uint32_t i = 0; i < device->n_ports; i++) {
        const pulse_port *port = device->ports[i];
        json_open(out, '{');
        json_key(out, "name");
        json_text(out, port->name);
        json_key(out, "description");
        json_text(out, port->description);
        json_key(out, "type");
        json_text(out, devices_type_name(mirror_device_type(self, device, output, port)));
        json_key(out, "is_active");
        json_bool(out, port == device->active_port);
        json_key(out, "is_available");
        json_bool(out, port->available != PULSE_PORT_AVAILABLE_NO);
        json_close(out, '}');
    }
    json_close(out, ']');
}

static void
write_property(linux_driver *self, json *out, const pulse_device *device, const char *key,
               const char *property)
{
    char text[JSON_TEXT_MAX];
    linux_property(self, device->proplist, property, text, sizeof text);
    json_key(out, key);
    json_text(out, *text != '\0' ? text : NULL);
}

static void
write_device(linux_driver *self, json *out, const pulse_device *device, bool output,
             bool is_default)
{
    const pulse_port *port = device->active_port;
    char id[NAME_SIZE];
    size_t prefix = strlen(output ? "output:" : "input:");
    memcpy(id, output ? "output:" : "input:", prefix);
    linux_copy(id + prefix, sizeof id - prefix, device->name);
    json_open(out, '{');
    json_key(out, "id");
    json_text(out, id);
    json_key(out, "index");
    json_int(out, device->index);
    json_key(out, "name");
    json_text(out, device->name);
    json_key(out, "description");
    json_text(out, device->description);
    json_key(out, "type");
    json_text(out, devices_type_name(mirror_device_type(self, device, output, port)));
    json_key(out, "is_input");
    json_bool(out, !output);
    json_key(out, "is_output");
    json_bool(out, output);
    json_key(out, "is_default");
    json_bool(out, is_default);
    json_key(out, "is_available");
    json_bool(out, port == NULL || port->available != PULSE_PORT_AVAILABLE_NO);
    json_key(out, "channels");
    json_int(out, device->sample_spec.channels);
    json_key(out, "sample_rate");
    json_int(out, device->sample_spec.rate);
    json_key(out, "volume");
    json_real(out, (double)mirror_loudest(&device->volume) / PULSE_VOLUME_NORM);
    json_key(out, "mute");
    json_bool(out, device->mute != 0);
    write_property(self, out, device, "bus", "device.bus");
    write_property(self, out, device, "form_factor", "device.form_factor");
    write_property(self, out, device, "address", "api.bluez5.address");
    write_ports(self, out, device, output);
    json_close(out, '}');
}

static void
on_device(pulse_context *context, const pulse_device *device, int end, void *data)
{
    report *report = data;
    if (end != 0) {
        call_answered(context, end > 0, &report->answer);
        return;
    }
    /* The monitor of an output is no device of its own. */
    if (!report->output && device->monitor != PULSE_INVALID_INDEX)
        return;
    bool is_default =
        report->default_name == NULL || strcmp(device->name, report->default_name) == 0;
    write_device(report->answer.self, &report->out, device, report->output, is_default);
}

typedef struct defaults {
    answer answer;
    char output[NAME_SIZE], input[NAME_SIZE];
} defaults;

static void
on_defaults(pulse_context *context, const pulse_server *server, void *data)
{
    defaults *defaults = data;
    if (server != NULL) {
        linux_copy(defaults->output, sizeof defaults->output, server->default_sink_name);
        linux_copy(defaults->input, sizeof defaults->input, server->default_source_name);
    }
    call_answered(context, server != NULL, &defaults->answer);
}

as_status
calls_get_devices(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)arguments;
    linux_driver *self = driver;
    call call;
    as_status status = call_begin(&call, self, error);
    if (status != AS_OK)
        return status;
    defaults defaults = {.answer.self = self};
    status = call_await(&call,
                        self->pulse.context_get_server_info(self->context, on_defaults, &defaults),
                        &defaults.answer, "name its default devices");
    report report = {.answer.self = self, .output = true, .default_name = defaults.output};
    json_open(&report.out, '[');
    if (status == AS_OK)
        status = call_await(
            &call, self->pulse.context_get_sink_info_list(self->context, on_device, &report),
            &report.answer, "list its outputs");
    if (status == AS_OK) {
        report.answer.done = false;
        report.output = false;
        report.default_name = defaults.input;
        status = call_await(
            &call, self->pulse.context_get_source_info_list(self->context, on_device, &report),
            &report.answer, "list its inputs");
    }
    call_end(&call);
    json_close(&report.out, ']');
    if (status == AS_OK)
        return calls_return_json(&report.out, result, error);
    json_free(&report.out);
    return status;
}

static as_status
get_default(linux_driver *self, bool output, as_value *result, as_error *error)
{
    call call;
    as_status status = call_begin(&call, self, error);
    if (status != AS_OK)
        return status;
    report report = {.answer.self = self, .output = output};
    pulse_operation *operation = output ? self->pulse.context_get_sink_info_by_name(
                                              self->context, DEFAULT_OUTPUT, on_device, &report)
                                        : self->pulse.context_get_source_info_by_name(
                                              self->context, DEFAULT_INPUT, on_device, &report);
    status = call_await(&call, operation, &report.answer, "name its default device");
    call_end(&call);
    if (status == AS_FAILED && error->code == PULSE_ERR_NOENTITY) {
        memset(error, 0, sizeof *error);
        status = AS_OK;
    }
    if (status != AS_OK) {
        json_free(&report.out);
        return status;
    }
    if (report.out.size == 0)
        json_null(&report.out);
    return calls_return_json(&report.out, result, error);
}

as_status
calls_get_default_output(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)arguments;
    return get_default(driver, true, result, error);
}

as_status
calls_get_default_input(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)arguments;
    return get_default(driver, false, result, error);
}

/* ---- Volume and mute ------------------------------------------------------------------------- */

typedef struct level {
    answer answer;
    uint32_t index;
    pulse_volume volume;
    bool mute;
} level;

static void
on_level(pulse_context *context, const pulse_device *sink, int end, void *data)
{
    level *level = data;
    if (end != 0) {
        call_answered(context, end > 0, &level->answer);
        return;
    }
    level->index = sink->index;
    level->volume = sink->volume;
    level->mute = sink->mute != 0;
}

/* Begins a call that works on the output named `name` (none: the default one), and finds that. */
static as_status
begin_on_output(call *call, linux_driver *self, const as_value *name, level *level, as_error *error)
{
    char text[NAME_SIZE] = DEFAULT_OUTPUT;
    if (name->type != AS_TYPE_NONE) {
        size_t size = name->as.text.size;
        if (size == 0 || size >= NAME_SIZE || memchr(name->as.text.data, '\0', size) != NULL)
            return as_fail(error, AS_INVALID_ARGUMENT,
                           "the output's name has %zu bytes: it has to be 1 to %d without NUL, a "
                           "name from get_devices, or none for the default output",
                           size, NAME_SIZE - 1);
        memcpy(text, name->as.text.data, size);
        text[size] = '\0';
    }
    *level = (struct level){.answer.self = self};
    as_status status = call_begin(call, self, error);
    if (status != AS_OK)
        return status;
    status = call_await(
        call, self->pulse.context_get_sink_info_by_name(self->context, text, on_level, level),
        &level->answer, "find the output");
    if (status == AS_FAILED && error->code == PULSE_ERR_NOENTITY)
        as_fail(error, AS_FAILED, "there is no output named %.200s: get_devices lists them", text);
    if (status != AS_OK)
        call_end(call);
    return status;
}

as_status
calls_get_volume(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    call call;
    level level;
    as_status status = begin_on_output(&call, driver, &arguments[0], &level, error);
    if (status != AS_OK)
        return status;
    call_end(&call);
    as_value_set_double(result, (double)mirror_loudest(&level.volume) / PULSE_VOLUME_NORM);
    return AS_OK;
}

as_status
calls_set_volume(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)result;
    linux_driver *self = driver;
    double wanted = arguments[1].as.real;
    if (!isfinite(wanted) || wanted < 0.0 || wanted > LOUDEST)
        return as_fail(error, AS_INVALID_ARGUMENT,
                       "volume is %g: it has to be from 0.0 to %.1f, where 1.0 is the output's "
                       "normal level",
                       wanted, LOUDEST);
    call call;
    level level;
    as_status status = begin_on_output(&call, self, &arguments[0], &level, error);
    if (status != AS_OK)
        return status;
    /* Keeps the balance: the loudest channel gets the new volume, the others follow. */
    double before = mirror_loudest(&level.volume);
    double after = wanted * PULSE_VOLUME_NORM;
    for (unsigned i = 0; i < level.volume.channels && i < PULSE_CHANNELS_MAX; i++) {
        double share = before > 0.0 ? level.volume.values[i] / before : 1.0;
        level.volume.values[i] = (uint32_t)(share * after + 0.5);
    }
    answer answer = {.self = self};
    status = call_await(&call,
                        self->pulse.context_set_sink_volume_by_index(
                            self->context, level.index, &level.volume, call_answered, &answer),
                        &answer, "set the volume");
    call_end(&call);
    return status;
}

as_status
calls_get_mute(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    call call;
    level level;
    as_status status = begin_on_output(&call, driver, &arguments[0], &level, error);
    if (status != AS_OK)
        return status;
    call_end(&call);
    as_value_set_bool(result, level.mute);
    return AS_OK;
}

as_status
calls_set_mute(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)result;
    linux_driver *self = driver;
    call call;
    level level;
    as_status status = begin_on_output(&call, self, &arguments[0], &level, error);
    if (status != AS_OK)
        return status;
    answer answer = {.self = self};
    status =
        call_await(&call,
                   self->pulse.context_set_sink_mute_by_index(
                       self->context, level.index, arguments[1].as.boolean, call_answered, &answer),
                   &answer, "set the mute switch");
    call_end(&call);
    return status;
}
