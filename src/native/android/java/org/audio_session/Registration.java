package org.audio_session;

/** Something that a session has registered with the system. */
interface Registration {
    void undo();
}
