package org.lictor.boot;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The container's error page: a line of plain text with what Go's HTTP server, and so Consul, says
 * in the same place. It is reached by the container's dispatch only; asked for directly it is a
 * path that does not exist.
 */
public final class ErrorText extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** For the container. */
  public ErrorText() {}

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = given instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
    byte[] text = text(status).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.setContentLength(text.length);
    if (!request.getMethod().equals("HEAD")) response.getOutputStream().write(text);
  }

  private static String text(int status) {
    return switch (status) {
      case 400 -> "400 Bad Request\n";
      case 404 -> "404 page not found\n";
      case 405 -> "Method Not Allowed\n";
      case 413 -> "Request Entity Too Large\n";
      case 415 -> "Unsupported Media Type\n";
      case 503 -> "Service Unavailable\n";
      default -> status >= 500 ? "Internal Server Error\n" : status + "\n";
    };
  }
}
