/*
 * describe.m: iOS's objects, as what JSON knows. The keys are those of the table of operations.
 *
 * Headers promise much of this to be there; what is nil all the same becomes null.
 */
#import "ios.h"

static id
or_null(id object)
{
    return object != nil ? object : [NSNull null];
}

id
describe_name(NSDictionary *names, NSString *value)
{
    NSString *name = value != nil ? [names objectForKey:value] : nil;
    return or_null(name != nil ? name : value);
}

id
describe_names(NSDictionary *names, NSArray *values)
{
    if (values == nil)
        return [NSNull null];
    NSMutableArray *list = [NSMutableArray array];
    for (NSString *value in values)
        [list addObject:describe_name(names, value)];
    return list;
}

static id
describe_channels(NSArray *channels)
{
    if (channels == nil)
        return [NSNull null];
    NSMutableArray *list = [NSMutableArray array];
    for (AVAudioSessionChannelDescription *channel in channels) {
        NSDictionary *described = @{
            @"channelName" : or_null(channel.channelName),
            @"channelNumber" : @(channel.channelNumber),
            @"owningPortUID" : or_null(channel.owningPortUID),
            @"channelLabel" : @(channel.channelLabel),
        };
        [list addObject:described];
    }
    return list;
}

id
describe_source(NSDictionary *names, AVAudioSessionDataSourceDescription *source)
{
    if (source == nil)
        return [NSNull null];
    return @{
        @"dataSourceID" : or_null(source.dataSourceID),
        @"dataSourceName" : or_null(source.dataSourceName),
        @"location" : describe_name(names, source.location),
        @"orientation" : describe_name(names, source.orientation),
        @"supportedPolarPatterns" : describe_names(names, source.supportedPolarPatterns),
        @"selectedPolarPattern" : describe_name(names, source.selectedPolarPattern),
        @"preferredPolarPattern" : describe_name(names, source.preferredPolarPattern),
    };
}

id
describe_sources(NSDictionary *names, NSArray *sources)
{
    if (sources == nil)
        return [NSNull null];
    NSMutableArray *list = [NSMutableArray array];
    for (AVAudioSessionDataSourceDescription *source in sources)
        [list addObject:describe_source(names, source)];
    return list;
}

static id
describe_capability(id<AudioSessionCapability> capability)
{
    if (capability == nil)
        return [NSNull null];
    return @{
        @"supported" : @((bool)[capability isSupported]),
        @"enabled" : @((bool)[capability isEnabled]),
    };
}

static id
describe_bluetooth_microphone(id port)
{
    if (!ios_has("26.0") || ![port respondsToSelector:@selector(bluetoothMicrophoneExtension)])
        return [NSNull null];
    id<AudioSessionBluetoothMicrophone> microphone =
        [(id<AudioSessionNewerPort>)port bluetoothMicrophoneExtension];
    if (microphone == nil)
        return [NSNull null];
    return @{
        @"highQualityRecording" : describe_capability([microphone highQualityRecording]),
        @"farFieldCapture" : describe_capability([microphone farFieldCapture]),
    };
}

static id
describe_spatial(id port)
{
    if (!ios_has("15.0") || ![port respondsToSelector:@selector(isSpatialAudioEnabled)])
        return [NSNull null];
    return @((bool)[(id<AudioSessionNewerPort>)port isSpatialAudioEnabled]);
}

id
describe_port(NSDictionary *names, AVAudioSessionPortDescription *port)
{
    if (port == nil)
        return [NSNull null];
    return @{
        @"portType" : describe_name(names, port.portType),
        @"portName" : or_null(port.portName),
        @"UID" : or_null(port.UID),
        @"hasHardwareVoiceCallProcessing" : @((bool)port.hasHardwareVoiceCallProcessing),
        @"spatialAudioEnabled" : describe_spatial(port),
        @"channels" : describe_channels(port.channels),
        @"dataSources" : describe_sources(names, port.dataSources),
        @"selectedDataSource" : or_null(port.selectedDataSource.dataSourceID),
        @"preferredDataSource" : or_null(port.preferredDataSource.dataSourceID),
        @"bluetoothMicrophoneExtension" : describe_bluetooth_microphone(port),
    };
}

id
describe_ports(NSDictionary *names, NSArray *ports)
{
    if (ports == nil)
        return [NSNull null];
    NSMutableArray *list = [NSMutableArray array];
    for (AVAudioSessionPortDescription *port in ports)
        [list addObject:describe_port(names, port)];
    return list;
}

id
describe_route(NSDictionary *names, AVAudioSessionRouteDescription *route)
{
    if (route == nil)
        return [NSNull null];
    return @{
        @"inputs" : describe_ports(names, route.inputs),
        @"outputs" : describe_ports(names, route.outputs),
    };
}

id
describe_layouts(NSArray *layouts)
{
    if (layouts == nil)
        return [NSNull null];
    NSMutableArray *list = [NSMutableArray array];
    for (id<AudioSessionChannelLayout> layout in layouts) {
        NSDictionary *described = @{
            @"layoutTag" : @([layout layoutTag]),
            @"channelCount" : @([layout channelCount]),
        };
        [list addObject:described];
    }
    return list;
}
