package org.lictor.consensus.simulated;

/**
 * Names a command on its way, once and for all.
 *
 * @param life of the server that took it: the count starts anew after a crash
 */
record SubmissionId(int server, int life, long number) {}
