package java.lang;

public final class StackTraceElement implements java.io.Serializable {
    private String declaringClass, methodName, fileName;
    private int lineNumber;

    public StackTraceElement(String c, String m, String f, int l) {
        declaringClass = c;
        methodName = m;
        fileName = f;
        lineNumber = l;
    }

    public String getFileName() {
        return fileName;
    }

    public int getLineNumber() {
        return lineNumber;
    }

    public String getClassName() {
        return declaringClass;
    }

    public String getMethodName() {
        return methodName;
    }

    public boolean isNativeMethod() {
        return lineNumber == -2;
    }

    public String toString() {
        return declaringClass
                + "."
                + methodName
                + (isNativeMethod() ? "(Native Method)" : "(" + fileName + ":" + lineNumber + ")");
    }
}
