/** What a model is: sizes, and the names, shapes and order of its parameters. No ND4J, no DL4J, no Spark. */
package dev.millrace.trainer.spec;
