package org.lictor.config.file;

import java.util.ArrayList;

/**
 * The occurrences of one HCL object: {@code check { … } check { … }} has two. HCL does not say
 * whether a block is one thing or an item of a list; the {@link Shape} of its key does.
 */
final class Blocks extends ArrayList<Object> {
  private static final long serialVersionUID = 1L;
}
