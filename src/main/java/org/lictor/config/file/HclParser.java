package org.lictor.config.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lictor.config.file.HclToken.Kind;

/**
 * HCL 1, the language of Consul's files: {@code key = value}, {@code key { … }}, {@code key "label"
 * { … }}, lists, heredocs. Strict: a text that is cut or holds a word that is no value is refused,
 * never read as something else.
 *
 * @see <a href="https://github.com/hashicorp/hcl/tree/hcl1">the grammar</a>
 */
final class HclParser {
  private final HclLexer lexer;
  private HclToken token;
  private int depth;

  HclParser(String text) throws ConfigSyntaxException {
    lexer = new HclLexer(text);
    token = lexer.next();
  }

  Map<String, Object> parse() throws ConfigSyntaxException {
    Map<String, Object> tree = members(Kind.EOF);
    if (token.kind() != Kind.EOF)
      throw error("expected: IDENT | STRING | ASSIGN | LBRACE got: " + token.kind());
    return tree;
  }

  private Map<String, Object> members(Kind end) throws ConfigSyntaxException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (token.isKey()) {
      member(members);
      if (token.kind() == Kind.COMMA) advance();
    }
    if (token.kind() != end && end == Kind.RBRACE)
      throw error("object expected closing RBRACE got: " + token.kind());
    return members;
  }

  private void member(Map<String, Object> members) throws ConfigSyntaxException {
    List<String> keys = new ArrayList<>();
    for (; token.isKey(); advance()) {
      keys.add(token.text());
      if (keys.size() > ConfigText.MAX_DEPTH) throw error("nested too deep");
    }
    if (token.kind() == Kind.ASSIGN && keys.size() == 1) {
      advance();
      put(members, keys.get(0), value(true));
      return;
    }
    if (token.kind() == Kind.ASSIGN) throw error("nested object expected: LBRACE got: ASSIGN");
    if (token.kind() != Kind.LBRACE)
      throw error("expected: IDENT | STRING | ASSIGN | LBRACE got: " + token.kind());
    Map<String, Object> innermost = object();
    for (int i = keys.size() - 1; i > 0; i--) {
      Map<String, Object> outer = new LinkedHashMap<>();
      outer.put(keys.get(i), blocks(innermost));
      innermost = outer;
    }
    put(members, keys.get(0), blocks(innermost));
  }

  /** A later scalar replaces, a later block is one more of its kind. */
  private static void put(Map<String, Object> members, String key, Object value) {
    Object earlier = members.get(key);
    if (value instanceof Blocks more && earlier instanceof List<?> list) {
      Blocks all = new Blocks();
      all.addAll(list);
      all.addAll(more);
      members.put(key, all);
    } else {
      members.put(key, value);
    }
  }

  private Object value(boolean objectsAreBlocks) throws ConfigSyntaxException {
    HclToken first = token;
    return switch (first.kind()) {
      case STRING -> take(first.text());
      case NUMBER -> take(Numbers.of(first.text()));
      case BOOL -> take(Boolean.valueOf(first.text()));
      case LBRACK -> list();
      case LBRACE -> objectsAreBlocks ? blocks(object()) : object();
      default ->
          throw error(
              "Unknown token: "
                  + first.line()
                  + ":"
                  + first.column()
                  + " "
                  + first.kind()
                  + (first.kind() == Kind.EOF ? "" : " " + first.text()));
    };
  }

  private Object take(Object value) throws ConfigSyntaxException {
    advance();
    return value;
  }

  private List<Object> list() throws ConfigSyntaxException {
    descend();
    advance();
    List<Object> items = new ArrayList<>();
    while (token.kind() != Kind.RBRACK) {
      if (token.kind() == Kind.EOF) throw error("unexpected token while parsing list: EOF");
      items.add(value(false));
      if (token.kind() == Kind.COMMA) advance();
      else if (token.kind() != Kind.RBRACK)
        throw error("error parsing list, expected comma or list end, got: " + token.kind());
    }
    advance();
    depth--;
    return items;
  }

  private Map<String, Object> object() throws ConfigSyntaxException {
    descend();
    advance();
    Map<String, Object> members = members(Kind.RBRACE);
    advance();
    depth--;
    return members;
  }

  private static Blocks blocks(Map<String, Object> only) {
    Blocks blocks = new Blocks();
    blocks.add(only);
    return blocks;
  }

  private void descend() throws ConfigSyntaxException {
    if (++depth > ConfigText.MAX_DEPTH) throw error("nested too deep");
  }

  private void advance() throws ConfigSyntaxException {
    token = lexer.next();
  }

  private ConfigSyntaxException error(String what) {
    return ConfigSyntaxException.at(token.line(), token.column(), what);
  }
}
