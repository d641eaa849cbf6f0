package org.lictor.cli;

import java.util.regex.PatternSyntaxException;

/** Says in Go's words what is wrong with a regular expression. */
final class GoRegexp {
  private GoRegexp() {}

  static String complaint(PatternSyntaxException e) {
    String fault = e.getDescription();
    if (fault.startsWith("Unclosed character class")
        || fault.startsWith("Illegal character range near index")) {
      fault = "missing closing ]";
    } else if (fault.startsWith("Unclosed group")) {
      fault = "missing closing )";
    } else if (fault.startsWith("Dangling meta character")) {
      fault = "missing argument to repetition operator";
    }
    return "error parsing regexp: ".concat(fault).concat(": `").concat(e.getPattern()).concat("`");
  }
}
