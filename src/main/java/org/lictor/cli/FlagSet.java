package org.lictor.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The flags one command knows. A word between back-quotes in a flag's text names its value in the
 * help, as in Go. Reading the flags of a call is {@link FlagReader}'s work, which is not even
 * loaded for a call without flags.
 */
public final class FlagSet {
  private final TreeMap<String, Flag> flags = new TreeMap<>();
  private boolean declaringCommon;

  /** A switch that is off unless given. */
  public FlagSet toggle(String name, String text) {
    return add(name, FlagKind.TOGGLE, "", "", text);
  }

  /** A switch that is on unless given as {@code -f=false}. */
  public FlagSet toggledOn(String name, String text) {
    return add(name, FlagKind.TOGGLE, "", "true", text);
  }

  /** A length of time in Go's form; {@code initial} if absent. */
  public FlagSet duration(String name, String initial, String text) {
    return add(name, FlagKind.DURATION, "duration", initial, text);
  }

  /** Something that is as it was unless the flag says on or off. */
  public FlagSet bool(String name, String text) {
    return add(name, FlagKind.BOOLEAN, "true|false", "", text);
  }

  /**
   * One text value; {@code initial} counts, and is shown in the flag list, if the flag is absent.
   */
  public FlagSet text(String name, String initial, String text) {
    return add(name, FlagKind.TEXT, "string", initial, text);
  }

  /** A number from 0 to 2^64-1; 0 if absent. */
  public FlagSet unsigned(String name, String text) {
    return add(name, FlagKind.UNSIGNED, "uint", "", text);
  }

  /** A signed number; {@code initial} if absent. */
  public FlagSet integer(String name, long initial, String text) {
    return add(name, FlagKind.INTEGER, "int", initial == 0 ? "" : Long.toString(initial), text);
  }

  /** A value that may be given several times. */
  public FlagSet repeated(String name, String text) {
    return add(name, FlagKind.REPEATED, "value", "", text);
  }

  /** A {@code key=value} that may be given several times. */
  public FlagSet pairs(String name, String text) {
    return add(name, FlagKind.PAIRS, "value", "", text);
  }

  /** The flags of every command that talks to an agent. */
  public FlagSet client() {
    declaringCommon = true;
    CommonFlags.client(this);
    declaringCommon = false;
    return this;
  }

  /**
   * The flags of commands whose question may go to another datacenter or to a server that does not
   * lead.
   */
  public FlagSet server() {
    declaringCommon = true;
    CommonFlags.server(this);
    declaringCommon = false;
    return this;
  }

  /** One text value without a default, shown as {@code value}. */
  public FlagSet value(String name, String text) {
    return add(name, FlagKind.TEXT, "value", "", text);
  }

  private FlagSet add(String name, FlagKind kind, String label, String initial, String text) {
    String named = FlagText.quoted(text);
    flags.put(
        name, new Flag(name, kind, named == null ? label : named, initial, text, declaringCommon));
    return this;
  }

  /** All flags, sorted by name. */
  List<Flag> all() {
    return new ArrayList<>(flags.values());
  }

  boolean has(String name) {
    return flags.containsKey(name);
  }

  /** Asking for a flag that was not declared is a defect of the command. */
  Flag flag(String name) {
    Flag flag = flags.get(name);
    if (flag == null)
      throw new IllegalArgumentException("no such flag was declared: ".concat(name));
    return flag;
  }

  /**
   * Reads the arguments of a call.
   *
   * @throws FlagException for the first flag, in the order given, that is unknown or cannot be read
   */
  FlagValues parse(List<String> arguments) throws FlagException {
    GoArguments go = GoArguments.read(arguments, this);
    Map<String, Object> values =
        go.flags().isEmpty() ? Map.of() : FlagReader.read(this, go.flags());
    if (go.problem() != null) throw new FlagException(go.problem());
    return new FlagValues(this, values, go.operands());
  }
}
