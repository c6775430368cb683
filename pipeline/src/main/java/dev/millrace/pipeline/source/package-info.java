/**
 * Reads crawled input (WARC, WET, WAT, ARC, wiki dumps, archives, HTML, text, code, JSON lines, Parquet) through Hadoop's file systems: lists it as units of
 * work and reads each as documents. Damage is a counted rejection; nothing here judges what a page says.
 */
package dev.millrace.pipeline.source;
