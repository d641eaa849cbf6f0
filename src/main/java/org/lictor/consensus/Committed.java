package org.lictor.consensus;

import org.lictor.command.Outcome;

/** A command's place in the order and what became of it. */
public record Committed(long index, Outcome outcome) {}
