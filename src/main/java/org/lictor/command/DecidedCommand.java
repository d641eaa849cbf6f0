package org.lictor.command;

import java.time.Instant;

/**
 * A command with the moment at which it was decided, by the clock of the server that did so.
 * Whoever replays it compares with this moment and never with a clock of its own. Kept to the
 * millisecond.
 */
public record DecidedCommand(Instant decidedAt, Command command) {}
