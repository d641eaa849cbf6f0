package org.lictor.consensus.simulated;

import org.jspecify.annotations.Nullable;

/**
 * A place in the log. A leader's first entry has no command: it commits what came before.
 *
 * @param id of the submission that it answers; null without a command
 */
record Entry(long index, long term, @Nullable SubmissionId id, byte @Nullable [] command) {}
