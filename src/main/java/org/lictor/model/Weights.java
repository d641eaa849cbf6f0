package org.lictor.model;

/** The DNS SRV weights of an instance that passes, and of one that warns. Both are 0 to 65535. */
public record Weights(int passing, int warning) {
  public static final Weights DEFAULT = new Weights(1, 1);
}
