package audiosession.framework;

/**
 * The phone around the framework: what the audio service, the audio server and the system say.
 *
 * <p>Focus is never asked here: the real arbiter decides it. In the full stack the simulated device
 * answers, in Python.
 */
public interface World {
    /**
     * Answers a call of the framework.
     *
     * @param method the service method's own name, such as {@code getMode}
     * @param arguments numbers, booleans, strings, int[]; anything else as null
     * @return what the method returns, null for 0, false or nothing; a RuntimeException is thrown
     *         on
     *     to the caller as it is
     */
    Object answer(String method, Object[] arguments);
}
