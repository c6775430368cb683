/**
 * Splits text into the words that models work within. What byte-pair encoding needs, the regular expressions of the popular
 * models, each as a hand-written scanner that never looks at a byte more than a few times. The door is
 * {@link dev.millrace.tokenizer.pretoken.WordSplit}.
 */
package dev.millrace.tokenizer.pretoken;
