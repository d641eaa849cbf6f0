package org.lictor.state;

/**
 * The whole registry after the command at {@code index}. Immutable: a reader keeps it for as long
 * as it likes and sees one moment.
 *
 * @param index of the last command that was applied, whether it changed anything or not; 0 before
 *     the first
 * @param restores how often the store's content was replaced by a snapshot in this process: indexes
 *     of two generations do not compare
 */
public record StateImage(long index, long restores, CatalogTable catalog, KvTable kv) {
  public static final StateImage EMPTY = new StateImage(0, 0, CatalogTable.EMPTY, KvTable.EMPTY);

  StateImage at(long later, CatalogTable changed) {
    return new StateImage(later, restores, changed, kv);
  }

  StateImage at(long later, KvTable changed) {
    return new StateImage(later, restores, catalog, changed);
  }
}
