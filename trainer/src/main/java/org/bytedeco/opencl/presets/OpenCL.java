package org.bytedeco.opencl.presets;

/** Named by oneDNN's loader, which asks for the class but uses nothing of it: its own library would need OpenCL's natives. */
public final class OpenCL {
    private OpenCL() {}
}
