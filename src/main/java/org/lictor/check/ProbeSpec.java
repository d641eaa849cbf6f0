package org.lictor.check;

/**
 * What a check looks at, and how. A family: each kind brings its own record and, if it is polled,
 * its {@link Probe}.
 */
public sealed interface ProbeSpec permits PolledSpec, TtlSpec, AliasSpec {
  /** The word of the wire's {@code Type}. */
  String type();
}
