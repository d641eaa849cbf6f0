package org.lictor.query;

/** A template was asked for by its id, which is no name that it could be filled in with. */
public final class TemplateByIdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateByIdException() {
    super(
        "prepared query templates can only be resolved up by name, not by ID", null, false, false);
  }
}
