/** Token ids of documents to sequences of one length: a stream of documents in, packed sequences out. */
package dev.millrace.pipeline.pack;
