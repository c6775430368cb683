/**
 * Reads crawled input (WARC, WET, HTML, text, JSON lines, Parquet) through Hadoop's file systems: lists it as units of
 * work and reads each as documents. Damage is a counted rejection; nothing here judges what a page says.
 */
package dev.millrace.pipeline.source;
