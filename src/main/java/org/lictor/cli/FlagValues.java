package org.lictor.cli;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags and operands of one call. Asking for a flag that was not declared is a defect of the
 * command and throws.
 */
public final class FlagValues {
  private final FlagSet declared;
  private final Map<String, Object> values;
  private final List<String> operands;

  FlagValues(FlagSet declared, Map<String, Object> values, List<String> operands) {
    this.declared = declared;
    this.values = values;
    this.operands = operands;
  }

  /** What follows the flags. */
  public List<String> operands() {
    return operands;
  }

  /** Whether the command has this flag at all. */
  public boolean knows(String name) {
    return declared.has(name);
  }

  /** Whether the flag was given, with whatever value. */
  public boolean given(String name) {
    return value(name) != null;
  }

  /** The state of a switch. */
  public boolean on(String name) {
    Object value = value(name);
    return value == null ? declared.flag(name).initial().equals("true") : value.equals(true);
  }

  /** A length of time, else its default. */
  public Duration duration(String name) {
    Object value = value(name);
    return (Duration)
        (value == null ? FlagKind.DURATION.read(declared.flag(name).initial()) : value);
  }

  /** The value of a text flag, else its default. */
  public String text(String name) {
    Object value = value(name);
    return value == null ? declared.flag(name).initial() : (String) value;
  }

  /** The value of an unsigned number; 0 if absent. */
  public BigInteger unsigned(String name) {
    Object value = value(name);
    return value == null ? BigInteger.ZERO : (BigInteger) value;
  }

  /** The value of a signed number, else its default. */
  public long integer(String name) {
    Object value = value(name);
    if (value != null) return (Long) value;
    String initial = declared.flag(name).initial();
    return initial.isEmpty() ? 0 : Long.parseLong(initial);
  }

  /** All values of a repeated flag, in the order given. */
  public List<String> all(String name) {
    Object value = value(name);
    if (value == null) return List.of();
    @SuppressWarnings("unchecked") // such flags are read as lists of texts
    List<String> all = (List<String>) value;
    return all;
  }

  /** All pairs of a {@code key=value} flag; of a key given twice the last counts. */
  public Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : all(name)) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  private @Nullable Object value(String name) {
    declared.flag(name);
    return values.get(name);
  }
}
