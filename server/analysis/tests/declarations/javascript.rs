//! JavaScript.

use super::check;

#[test]
fn functions_classes_and_what_they_are_bound_to() {
    check(
        "javascript",
        "\
export default async function load(url, { retries = 3 } = {}, ...rest) { await fetch(url); }
const twice = x => double(double(x));
class Stack extends List {
  static #count = 0;
  onPush = (item) => this.emit('push', item);
  constructor(items) { super(items); new Set(items); }
  get size() { return this.items.length; }
  *[Symbol.iterator]() { yield* this.items; }
}
module.exports.close = function () {};
Stack.prototype.pop = function pop() { return this.items.pop(); };
const api = { open() {}, 'shut down': () => api.open() };
",
        "\
Function load 3: async function load(url, {retries=3}={}, ...rest) -> fetch
Closure twice 1: twice = x => -> double
Method Stack.onPush 1: onPush = (item) => -> this.emit
Method Stack.constructor 1: constructor(items) -> Set
Method Stack.size 0: get size()
Method Stack.[Symbol.iterator] 0: *[Symbol.iterator]()
Closure close 0: close = function()
Function pop 0: function pop() -> this.items.pop
Function open 0: open()
Closure <anonymous> 0: () => -> api.open
exports load: async function load(url, {retries=3}={}, ...rest)
exports twice: twice = x =>
exports Stack: class Stack extends List
exports Stack.#count: #count
exports Stack.onPush: onPush = (item) =>
exports Stack.constructor: constructor(items)
exports Stack.size: get size()
exports Stack.[Symbol.iterator]: *[Symbol.iterator]()
exports close: close = function()
exports pop: function pop()
exports api: api
exports open: open()
",
    );
}

#[test]
fn components_are_functions() {
    check(
        "javascript",
        "\
export const List = ({ items }) => (
  <ul onClick={() => select(items)}>
    {items.map((item) => <li key={item.id}>{label(item)}</li>)}
  </ul>
);
",
        "\
Closure List 1: List = ({items}) => -> select items.map label
exports List: List = ({items}) =>
",
    );
}
