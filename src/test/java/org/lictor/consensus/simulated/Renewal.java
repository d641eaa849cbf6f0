package org.lictor.consensus.simulated;

import org.lictor.model.Session;

/**
 * A client asked for more time for a session, and was told that it has it.
 *
 * @param askedAt in milliseconds since the start
 * @param knownIndex the highest index that anyone had as an answer when it was asked for
 */
record Renewal(Session session, long askedAt, long knownIndex) {}
