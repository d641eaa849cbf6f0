/**
 * Remote execution, this agent's part of it: a job that lies under a session's prefix is run when
 * its event comes, and its output and exit code are put beside it (semantics.md 11, the protocol of
 * {@code consul exec}). Off unless the agent is told otherwise. Everything written is written in
 * the session's name, so that nothing runs on for a session that is gone. Uses {@code model},
 * {@code event}, {@code query}, and {@code check} for the process.
 */
@NullMarked
package org.lictor.exec;

import org.jspecify.annotations.NullMarked;
