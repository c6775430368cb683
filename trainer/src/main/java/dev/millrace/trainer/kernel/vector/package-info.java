/**
 * Sweeps over rows by the Vector API, for Java machines that have its module; compiled apart, because the compiler warns
 * of an incubating module whenever it is named.
 */
package dev.millrace.trainer.kernel.vector;
