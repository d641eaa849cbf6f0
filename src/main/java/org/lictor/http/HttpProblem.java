package org.lictor.http;

/** A request that this layer answers itself: a status and a plain text for the client. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public HttpProblem(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** 400 with {@code message}. */
  public static HttpProblem badRequest(String message) {
    return new HttpProblem(400, message);
  }

  public int status() {
    return status;
  }
}
