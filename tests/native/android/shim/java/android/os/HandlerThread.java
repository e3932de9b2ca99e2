package android.os;

public class HandlerThread extends Thread {
    private final Looper looper = new Looper();

    public HandlerThread(String name) {
        super(name);
        setDaemon(true);
    }

    public Looper getLooper() {
        return looper;
    }

    public boolean quit() {
        looper.quit = true;
        looper.queue.add(new Runnable() { // no lambda: ART's core classes here have none
            @Override
            public void run() {}
        });
        return true;
    }

    @Override
    public void run() {
        try {
            while (!looper.quit) {
                looper.queue.take().run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
