/*
 * Foundation.h: as much of Apple's Foundation as the driver and the headers of our AVFAudio name, in
 * our own words, so that they can be compiled for iOS where there is no SDK. Nothing implements it.
 */
#ifndef AUDIO_SESSION_APPLE_FOUNDATION_H
#define AUDIO_SESSION_APPLE_FOUNDATION_H

#include <objc/NSObject.h>
#include <objc/objc.h>
#include <stdbool.h>
#include <stdint.h>

#define NS_ASSUME_NONNULL_BEGIN _Pragma("clang assume_nonnull begin")
#define NS_ASSUME_NONNULL_END _Pragma("clang assume_nonnull end")
#ifndef NS_ENUM
#define NS_ENUM(type, name)                                                                        \
    enum __attribute__((enum_extensibility(open))) name : type name;                               \
    enum name : type
#define NS_OPTIONS(type, name)                                                                     \
    enum __attribute__((enum_extensibility(open), flag_enum)) name : type name;                    \
    enum name : type
#endif
#define NS_TYPED_ENUM __attribute__((swift_wrapper(enum)))

typedef double NSTimeInterval;
@class NSArray<Item>, NSDictionary<Key, Item>, NSData, NSError, NSString;

NS_ASSUME_NONNULL_BEGIN

typedef struct {
    unsigned long state;
    id __unsafe_unretained _Nullable *_Nullable itemsPtr;
    unsigned long *_Nullable mutationsPtr;
    unsigned long extra[5];
} NSFastEnumerationState;

@protocol NSFastEnumeration
- (NSUInteger)countByEnumeratingWithState:(NSFastEnumerationState *)state
                                  objects:(id __unsafe_unretained _Nullable[_Nonnull])buffer
                                    count:(NSUInteger)length;
@end

@protocol NSCopying
@end

@interface NSString : NSObject <NSCopying>
+ (nullable instancetype)stringWithUTF8String:(const char *)text;
+ (instancetype)stringWithFormat:(NSString *)format, ... __attribute__((format(NSString, 1, 2)));
- (nullable instancetype)initWithBytes:(const void *)bytes
                                length:(NSUInteger)length
                              encoding:(NSUInteger)encoding;
- (nullable NSData *)dataUsingEncoding:(NSUInteger)encoding allowLossyConversion:(BOOL)lossy;
@property(readonly, nullable) const char *UTF8String;
@end

@interface NSConstantString : NSString
@end

enum { NSUTF8StringEncoding = 4 };

@interface NSNumber : NSObject <NSCopying>
+ (NSNumber *)numberWithBool:(BOOL)value;
+ (NSNumber *)numberWithInt:(int)value;
+ (NSNumber *)numberWithUnsignedInt:(unsigned int)value;
+ (NSNumber *)numberWithInteger:(NSInteger)value;
+ (NSNumber *)numberWithUnsignedInteger:(NSUInteger)value;
@property(readonly) long long longLongValue;
@property(readonly) double doubleValue;
@end

@interface NSNull : NSObject
+ (NSNull *)null;
@end

@interface NSArray<Item> : NSObject <NSFastEnumeration>
@end

@interface NSMutableArray<Item> : NSArray
+ (instancetype)array;
- (void)addObject:(Item)item;
@end

@interface NSDictionary<Key, Item> : NSObject <NSFastEnumeration>
+ (instancetype)dictionaryWithObjects:(const id _Nonnull __unsafe_unretained[_Nullable])objects
                              forKeys:
                                  (const id<NSCopying> _Nonnull __unsafe_unretained[_Nullable])keys
                                count:(NSUInteger)count;
- (nullable Item)objectForKey:(Key)key;
@end

@interface NSMutableDictionary<Key, Item> : NSDictionary
+ (instancetype)dictionary;
- (void)setObject:(Item)item forKey:(Key)key;
@end

@interface NSData : NSObject
@property(readonly) const void *bytes;
@property(readonly) NSUInteger length;
@end

@interface NSError : NSObject
@property(readonly) NSString *domain;
@property(readonly) NSInteger code;
@property(readonly) NSString *localizedDescription;
@end

@interface NSException : NSObject
@property(readonly) NSString *name;
@property(readonly, nullable) NSString *reason;
@end

@interface NSNotification : NSObject
@property(readonly) NSString *name;
@property(readonly, nullable) NSDictionary *userInfo;
@end

@interface NSNotificationCenter : NSObject
@property(class, readonly) NSNotificationCenter *defaultCenter;
- (void)addObserver:(id)observer
           selector:(SEL)selector
               name:(nullable NSString *)name
             object:(nullable id)object;
- (void)removeObserver:(id)observer;
@end

enum { NSKeyValueObservingOptionNew = 1 };
extern NSString *const NSKeyValueChangeNewKey;

@interface NSObject (NSKeyValueObserving)
- (void)addObserver:(NSObject *)observer
         forKeyPath:(NSString *)key
            options:(NSUInteger)options
            context:(nullable void *)context;
- (void)removeObserver:(NSObject *)observer forKeyPath:(NSString *)key;
@end

@interface NSJSONSerialization : NSObject
+ (nullable NSData *)dataWithJSONObject:(id)object
                                options:(NSUInteger)options
                                  error:(NSError *_Nullable *_Nullable)error;
@end

typedef struct {
    NSInteger majorVersion, minorVersion, patchVersion;
} NSOperatingSystemVersion;

@interface NSProcessInfo : NSObject
@property(class, readonly) NSProcessInfo *processInfo;
@property(readonly) NSOperatingSystemVersion operatingSystemVersion;
@end

extern Class _Nullable NSClassFromString(NSString *name);

NS_ASSUME_NONNULL_END

#endif /* AUDIO_SESSION_APPLE_FOUNDATION_H */
