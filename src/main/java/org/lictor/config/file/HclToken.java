package org.lictor.config.file;

/** One word of an HCL text with the place where it starts, both counted from 1. */
record HclToken(Kind kind, String text, int line, int column) {
  enum Kind {
    EOF,
    IDENT,
    STRING,
    NUMBER,
    BOOL,
    LBRACE,
    RBRACE,
    LBRACK,
    RBRACK,
    COMMA,
    ASSIGN
  }

  boolean isKey() {
    return kind == Kind.IDENT || kind == Kind.STRING || kind == Kind.BOOL;
  }
}
