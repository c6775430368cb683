/** How often each document goes into the training data: weights in, a number of copies by content hash out. */
package dev.millrace.pipeline.mix;
