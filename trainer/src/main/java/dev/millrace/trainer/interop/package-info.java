/**
 * Files of other tools: safetensors and the Hugging Face model folder (config.json beside model.safetensors). Spec and
 * model may come in, training may not.
 */
package dev.millrace.trainer.interop;
