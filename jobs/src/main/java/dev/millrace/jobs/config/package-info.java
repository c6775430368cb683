/**
 * HOCON to settings records: reference.conf, then a file, then {@code -D key=value}, each over the one before. Every
 * error is one line that names file, line, key and value. The door is {@link dev.millrace.jobs.config.Configuration}.
 */
package dev.millrace.jobs.config;
