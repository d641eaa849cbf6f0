package org.lictor.it.linear;

/** How an operation ended for the client that asked. */
public enum Outcome {
  /** It was answered. */
  OK,
  /** It was certainly not applied. */
  FAILED,
  /** No answer: it took effect at some time after it was invoked, or will, or never does. */
  UNKNOWN
}
