/**
 * Files of other tools: safetensors and the Hugging Face model folder (config.json beside model.safetensors). {@link
 * dev.millrace.trainer.interop.HuggingFace} is the door. Specifications and flat vectors come in, training may not.
 */
package dev.millrace.trainer.interop;
