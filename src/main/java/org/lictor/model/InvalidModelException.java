package org.lictor.model;

/**
 * A value that cannot exist was about to be made. {@link #field()} names the field, the message
 * says what it may be.
 */
public final class InvalidModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  public InvalidModelException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field at fault, in the spelling of the record's component. */
  public String field() {
    return field;
  }
}
