//! Java.

use super::check;

#[test]
fn methods_types_and_fields() {
    check(
        "java",
        "\
package a.b;
@Service(name = \"x\")
public final class Store<T extends Item> extends Base implements Closeable {
  private static final int LIMIT = 3;
  private Map<String, T> items = new HashMap<>(), other;
  private final Function<T, String> name = item -> item.name();
  public Store(int size, T... items) { super(size); this.items = Map.of(); }
  @Override @Deprecated
  public <R> List<R> map(final Function<? super T, R> f, int @A [] b) throws IOException, E {
    items.values().stream().map((x, y) -> f.apply(x));
    new Thread(() -> run()).start();
    this.close();
    return null;
  }
  void bound(Store<T> this, int a) { }
  static class Inner { void deep() { class Local { void deeper() { } } } }
}
record Range(int low, int high) { Range { check(low); } int size() { return high - low; } }
enum Side { LEFT { int sign() { return 1; } }, RIGHT; int sign() { return 0; } }
interface Shape { double PI = 3; double area(); default double twice() { return 2 * area(); } }
@interface Marker { int value() default 1; }
",
        "\
Method Store.name 1: name = item -> -> item.name
Method Store.Store 2: public Store(int size, T...items) -> Map.of
Method Store.map 2: public<R> List<R> map(final Function<? super T, R> f, int[] b) throws IOException, E -> map stream items.values f.apply start Thread run this.close
Method Store.bound 1: void bound(Store<T> this, int a)
Method Store.Inner.deep 0: void deep()
Method Store.Inner.deep.Local.deeper 0: void deeper()
Method Range.Range 0: Range -> check
Method Range.size 0: int size()
Method Side.LEFT.sign 0: int sign()
Method Side.sign 0: int sign()
Method Shape.area 0: double area()
Method Shape.twice 0: default double twice() -> area
exports Store: public final class Store<T extends Item> extends Base implements Closeable
exports Store.LIMIT: LIMIT
exports Store.items: items
exports Store.other: other
exports Store.name: name = item ->
exports Store.Store: public Store(int size, T...items)
exports Store.map: public<R> List<R> map(final Function<? super T, R> f, int[] b) throws IOException, E
exports Store.bound: void bound(Store<T> this, int a)
exports Store.Inner: static class Inner
exports Store.Inner.deep: void deep()
exports Range: record Range(int low, int high)
exports Range.Range: Range
exports Range.size: int size()
exports Side: enum Side
exports Side.LEFT: LEFT
exports Side.LEFT.sign: int sign()
exports Side.sign: int sign()
exports Shape: interface Shape
exports Shape.PI: PI
exports Shape.area: double area()
exports Shape.twice: default double twice()
exports Marker: @interface Marker
",
    );
}
