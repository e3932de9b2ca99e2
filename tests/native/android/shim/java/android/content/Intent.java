package android.content;

import java.util.HashMap;
import java.util.Map;

public class Intent {
    private final String action;
    private final Map<String, Integer> extras = new HashMap<>();

    public Intent(String action) {
        this.action = action;
    }

    public Intent putExtra(String name, int value) {
        extras.put(name, value);
        return this;
    }

    public String getAction() {
        return action;
    }

    public int getIntExtra(String name, int otherwise) {
        return extras.containsKey(name) ? extras.get(name) : otherwise;
    }

    public boolean getBooleanExtra(String name, boolean otherwise) {
        return extras.containsKey(name) ? extras.get(name) != 0 : otherwise;
    }
}
