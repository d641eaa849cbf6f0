package org.lictor.agent;

/**
 * This agent has no such service or check. The message is fit for the caller (404 on the wire);
 * nothing was changed.
 */
public final class NotRegisteredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotRegisteredException(String message) {
    super(message, null, false, false);
  }

  static NotRegisteredException service(String id) {
    return new NotRegisteredException(
        "Unknown service ID \""
            + id
            + "\". Ensure that the service ID is passed, not the service name.");
  }

  static NotRegisteredException check(String id) {
    return new NotRegisteredException(
        "Unknown check ID \"" + id + "\". Ensure that the check ID is passed, not the check name.");
  }

  static NotRegisteredException serviceOfCheck(String id) {
    return new NotRegisteredException("ServiceID \"" + id + "\" does not exist");
  }
}
