package org.audio_session;

/** The one way back into C; registered when the classes are loaded. */
final class Native {
    private Native() {}

    /**
     * Reports an event of an open driver. Any thread; never blocks and never throws. With a port
     * that was closed it does nothing.
     */
    static native void emit(long port, int kind, int flags, long code, long value);
}
