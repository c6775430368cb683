/**
 * The settings that file systems are opened with, wherever a file is opened: on the driver, on an executor, without
 * Spark.
 */
package dev.millrace.pipeline.storage;
