package dev.millrace.trainer.kernel;

import org.nd4j.nativeblas.NativeOpsHolder;

/** Keeps native libraries from splitting the work of a thread: the workers share the cores among themselves. */
final class SingleThread {
    private static final ThreadLocal<Boolean> CLAIMED = ThreadLocal.withInitial(() -> {
        // OpenMP's number of threads belongs to the calling thread; ND4J's OpenMP is the one that oneDNN uses too
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        return true;
    });

    private SingleThread() {}

    static void claim() {
        CLAIMED.get();
    }
}
