package audiosession.framework;

/** What a phone is made anew of for each test: arbiter, listeners, receivers, our own app. */
final class Phone {
    private final Host host;
    private final Arbiter arbiter;
    private final Receivers receivers = new Receivers();
    private final Listeners listeners = new Listeners();
    private final HostContext own;

    Phone(Host host, int ownUid, int targetSdk) {
        this.host = host;
        arbiter = new Arbiter(host.system());
        own = host.app(ownUid, targetSdk, receivers);
    }

    Arbiter arbiter() {
        return arbiter;
    }

    Receivers receivers() {
        return receivers;
    }

    Listeners listeners() {
        return listeners;
    }

    HostContext own() {
        return own;
    }

    void close() throws InterruptedException {
        arbiter.close();
        host.clock().settle();
    }
}
