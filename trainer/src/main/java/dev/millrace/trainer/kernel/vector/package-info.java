/**
 * Row arithmetic by the Vector API, an incubating module of Java: nothing else of Millrace names it, and where Java runs
 * without {@code --add-modules jdk.incubator.vector} no class of this package is loaded.
 */
package dev.millrace.trainer.kernel.vector;
