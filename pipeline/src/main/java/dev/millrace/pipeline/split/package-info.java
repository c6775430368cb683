/** Which documents train and which ones validate or test: by hash of the text, so that equal texts stay together. */
package dev.millrace.pipeline.split;
