/** How good a model is: loss, perplexity, bits per byte over a split. Losses and manifests come in. */
package dev.millrace.trainer.metric;
