/** From a specification to a DL4J ComputationGraph, and the graph as a training step. No Spark. */
package dev.millrace.trainer.model;
