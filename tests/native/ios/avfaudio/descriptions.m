/*
 * descriptions.m: routes, ports, data sources, channels, as the world described them.
 */
#import "ask.h"

static id
fact(AVFAudioDescription *object, NSString *key)
{
    id found = [[object facts] objectForKey:key];
    return found != [NSNull null] ? found : nil;
}

#define TEXT(name)                                                                                 \
    -(NSString *)name                                                                              \
    {                                                                                              \
        return fact(self, @ #name);                                                                \
    }
#define LIST(name)                                                                                 \
    -(NSArray *)name                                                                               \
    {                                                                                              \
        return fact(self, @ #name);                                                                \
    }
#define NUMBER(type, name, value)                                                                  \
    -(type)name                                                                                    \
    {                                                                                              \
        return (type)[fact(self, @ #name) value];                                                  \
    }
#define YES_OR_NO(getter, name)                                                                    \
    -(BOOL)getter                                                                                  \
    {                                                                                              \
        return [fact(self, @ #name) boolValue] ? YES : NO;                                         \
    }
#define OBJECT(class_, name)                                                                       \
    -(class_ *)name                                                                                \
    {                                                                                              \
        return avfaudio_object([class_ class], fact(self, @ #name));                               \
    }
#define OBJECTS(class_, name)                                                                      \
    -(NSArray *)name                                                                               \
    {                                                                                              \
        return avfaudio_objects([class_ class], fact(self, @ #name));                              \
    }

/* A port's data source of an id. */
static AVAudioSessionDataSourceDescription *
source_of(AVAudioSessionPortDescription *port, NSString *key)
{
    id wanted = fact(port, key);
    for (AVAudioSessionDataSourceDescription *source in [port dataSources])
        if ([wanted isEqual:[source dataSourceID]])
            return source;
    return nil;
}

@implementation AVFAudioDescription
- (instancetype)initWithFacts:(NSDictionary *)dictionary
{
    self = [super init];
    if (self != nil)
        facts = [dictionary retain];
    return self;
}
- (void)dealloc
{
    [facts release];
    [super dealloc];
}
- (NSDictionary *)facts
{
    return facts;
}
- (BOOL)respondsToSelector:(SEL)selector
{
    return [super respondsToSelector:selector] && avfaudio_responds(self, selector);
}
@end

@implementation AVAudioSessionChannelDescription
TEXT(channelName)
TEXT(owningPortUID)
NUMBER(NSUInteger, channelNumber, integerValue)
NUMBER(uint32_t, channelLabel, unsignedIntValue)
@end

@implementation AVAudioSessionDataSourceDescription
- (NSNumber *)dataSourceID
{
    return fact(self, @"dataSourceID");
}
TEXT(dataSourceName)
TEXT(location)
TEXT(orientation)
LIST(supportedPolarPatterns)
TEXT(selectedPolarPattern)
TEXT(preferredPolarPattern)
- (BOOL)setPreferredPolarPattern:(AVAudioSessionPolarPattern)pattern error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ avfaudio_or_null(pattern) ], error);
}
@end

@implementation AVAudioSessionCapability
YES_OR_NO(isSupported, supported)
YES_OR_NO(isEnabled, enabled)
@end

@implementation AVAudioSessionPortExtensionBluetoothMicrophone
OBJECT(AVAudioSessionCapability, highQualityRecording)
OBJECT(AVAudioSessionCapability, farFieldCapture)
@end

@implementation AVAudioSessionPortDescription
TEXT(portType)
TEXT(portName)
TEXT(UID)
YES_OR_NO(hasHardwareVoiceCallProcessing, hasHardwareVoiceCallProcessing)
YES_OR_NO(isSpatialAudioEnabled, spatialAudioEnabled)
OBJECTS(AVAudioSessionChannelDescription, channels)
/* Each knows whose it is, for the world to tell them apart. */
- (NSArray *)dataSources
{
    NSMutableArray *owned = [NSMutableArray array];
    for (NSDictionary *source in fact(self, @"dataSources")) {
        NSMutableDictionary *facts_ = [NSMutableDictionary dictionaryWithDictionary:source];
        [facts_ setObject:avfaudio_or_null([self UID]) forKey:@"owningPortUID"];
        [owned addObject:avfaudio_object([AVAudioSessionDataSourceDescription class], facts_)];
    }
    return fact(self, @"dataSources") != nil ? owned : nil;
}
- (AVAudioSessionDataSourceDescription *)selectedDataSource
{
    return source_of(self, @"selectedDataSource");
}
- (AVAudioSessionDataSourceDescription *)preferredDataSource
{
    return source_of(self, @"preferredDataSource");
}
OBJECT(AVAudioSessionPortExtensionBluetoothMicrophone, bluetoothMicrophoneExtension)
- (BOOL)setPreferredDataSource:(AVAudioSessionDataSourceDescription *)source error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ avfaudio_facts(source) ], error);
}
@end

@implementation AVAudioSessionRouteDescription
OBJECTS(AVAudioSessionPortDescription, inputs)
OBJECTS(AVAudioSessionPortDescription, outputs)
@end

@implementation AVAudioChannelLayout
NUMBER(uint32_t, layoutTag, unsignedIntValue)
NUMBER(uint32_t, channelCount, unsignedIntValue)
@end
