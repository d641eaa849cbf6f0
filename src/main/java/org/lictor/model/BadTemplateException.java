package org.lictor.model;

/** A prepared query's template that cannot be read or filled in; the message says where and why. */
public final class BadTemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public BadTemplateException(String message) {
    super(message);
  }
}
