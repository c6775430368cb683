/** The learning rate as a function of the step. Pure functions; nothing else comes in. */
package dev.millrace.trainer.schedule;
