package java.lang;

public class BootstrapMethodError extends LinkageError {
    public BootstrapMethodError() {}

    public BootstrapMethodError(String s) {
        super(s);
    }
}
