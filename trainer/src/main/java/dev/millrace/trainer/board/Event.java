package dev.millrace.trainer.board;

import java.util.Map;

/**
 * TensorBoard's events.
 *
 * <pre>
 * Event   { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; SessionLog session_log = 7 }
 * Summary { repeated Value value = 1 }    Value { string tag = 1; float simple_value = 2 }
 * SessionLog { SessionStatus status = 1 } SessionStatus { START = 1 }
 * </pre>
 *
 * Source: github.com/tensorflow/tensorflow, tensorflow/core/util/event.proto and core/framework/summary.proto.
 */
final class Event {
    private static final String VERSION = "brain.Event:2";
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int SUMMARY_VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int STATUS = 1;
    private static final int START = 1;

    private Event() {}

    /** What a file begins with. */
    static Message version(double seconds) {
        return new Message().float64(WALL_TIME, seconds).text(FILE_VERSION, VERSION);
    }

    /** A session begins at a step: what files before this one say of it and of later steps no longer holds. */
    static Message start(double seconds, long step) {
        return at(seconds, step).message(SESSION_LOG, new Message().number(STATUS, START));
    }

    /** Values by tag. */
    static Message scalars(double seconds, long step, Map<String, Double> values) {
        Message summary = new Message();
        values.forEach((tag, value) ->
                summary.message(SUMMARY_VALUE, new Message().text(TAG, tag).float32(SIMPLE_VALUE, value.floatValue())));
        return at(seconds, step).message(SUMMARY, summary);
    }

    /** @param seconds since 1970 */
    private static Message at(double seconds, long step) {
        return new Message().float64(WALL_TIME, seconds).number(STEP, step);
    }
}
