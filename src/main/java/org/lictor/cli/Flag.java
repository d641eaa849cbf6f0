package org.lictor.cli;

/**
 * A flag as a command declares it.
 *
 * @param label what its value is called in the help; without meaning for a switch
 * @param initial what counts if it is absent; empty for none
 * @param text its explanation, in which back-quotes may mark the label
 * @param common whether it is one that many commands share
 */
record Flag(
    String name, FlagKind kind, String label, String initial, String text, boolean common) {}
