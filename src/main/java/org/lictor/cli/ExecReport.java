package org.lictor.cli;

/**
 * Something that a node said.
 *
 * @param output of {@code OUTPUT}
 * @param code of {@code EXIT}
 */
record ExecReport(Kind kind, String node, String output, int code) {
  /** What it is about. */
  enum Kind {
    ACK,
    HEARTBEAT,
    OUTPUT,
    EXIT,
    /** Nothing more can be heard. */
    FAILED
  }
}
