//! A source in each language with most of what that language has.

/// The sample of the language with this id.
pub(crate) fn sample(language: &str) -> Option<&'static str> {
    let (_, source) = SAMPLES.iter().find(|(id, _)| *id == language)?;
    Some(source)
}

const SAMPLES: &[(&str, &str)] = &[
    ("c", C),
    ("cpp", CPP),
    ("go", GO),
    ("java", JAVA),
    ("javascript", JAVASCRIPT),
    ("python", PYTHON),
    ("rust", RUST),
    ("tsx", TYPESCRIPT),
    ("typescript", TYPESCRIPT),
];

const PYTHON: &str = r#"
import os
LIMIT: int = 3

@cache
def settle(self, orders: list[int], *, dry=False) -> str | None:
    """Settles (é) "orders"."""
    for order in orders:  # 日本
        if order > 0 and not (dry or order < 3):
            try:
                yield settle(order, [x for x in orders if x])
            except (KeyError, ValueError) as error:
                raise error
            else:
                pass
        elif order:
            continue
    return f"{orders!r}" if orders else lambda x: x or None

class Order(Base):
    total = 0

    def visit(self):
        def inner(n):
            while n:
                n -= 1
        match self.total:
            case [x, y]:
                return self.visit()
        with open("a") as b, c: inner(b)
"#;

const TYPESCRIPT: &str = r#"
import { a as b } from './c';
export const settle = async <T,>(orders: T[], dry = false): Promise<string> => {
  outer: for (const order of orders) { // 日本
    if (order && !(dry || order === `é${order}`)) {
      while (dry) { continue outer; }
    } else if (dry) {
      do { dry = !dry; } while (dry);
    } else orders.map(x => x ? 1 : 2);
  }
  switch (orders.length) { case 1: return "one"; default: break; }
  return settle(orders ?? [], /re['"]/g.test('x'));
};
@sealed
export default class Order extends Base {
  total = 0;
  @logged() public get value(): number {
    try { return this.value; } catch { return 0; } finally { done(); }
  }
}
function namespace() { api.run = function () { if (a) {} }; }
"#;

const JAVASCRIPT: &str = r#"#!/usr/bin/env node
import a, { b as c } from './d';
export const settle = async (orders, dry = false, ...rest) => {
  outer: for (const order of orders) { // 日本
    if (order && !(dry || order === `é${order}`)) {
      while (dry) { continue outer; }
    } else if (dry) {
      do { dry = !dry; } while (dry);
    } else orders.map(x => x ? <b title="it's">{x}</b> : null);
  }
  switch (orders.length) { case 1: return "one"; default: break; }
  return settle(orders ?? [], /re['"]/g.test('x'));
};
class Order extends Base {
  #total = 0;
  handle = () => this.value;
  get value() {
    try { return this.value; } catch { return 0; } finally { done(); }
  }
}
module.exports.run = function () { if (a) {} };
"#;

const GO: &str = r#"package shop

import "fmt"

const limit = 3

type Store[T any] struct{ items []T }

func (s *Store[T]) Settle(orders []int, dry bool) (total int, err error) {
outer:
	for _, order := range orders { // 日本
		if v, ok := s.find(order); ok && !(dry || v == 'é') {
			continue outer
		} else if order > 1 {
			goto end
		} else {
			defer func() { _ = recover() }()
		}
	}
	switch x := any(s).(type) {
	case nil:
		return 0, fmt.Errorf("none: %q", `"raw`)
	default:
		fmt.Println(x)
	}
	select {
	case <-done:
	}
end:
	return s.Settle(orders, dry)
}

var handle = func(a, b int) bool { return a > 0 || b > 0 }
"#;

const JAVA: &str = r#"package shop;

import java.util.*;

@Service(name = "é")
public class Store<T> extends Base implements Closeable {
  private static final int LIMIT = 3;
  private final Function<T, String> name = item -> item.name();

  public Store(int size) { super(size); }

  @Override
  public <R> int settle(List<T> orders, boolean dry) throws IOException {
    outer:
    for (T order : orders) { // 日本
      if (order != null && !(dry || order.equals("x"))) {
        continue outer;
      } else if (dry) {
        do { dry = !dry; } while (dry);
      } else orders.removeIf(o -> o == null ? true : false);
    }
    switch (orders.size()) { case 1: return 'a'; default: break; }
    try (var in = open()) { return in.read(); } catch (IOException | Error e) { throw e; }
    finally { close(); }
  }
}
record Range(int low, int high) { Range { if (low > high) throw new Error(); } }
enum Side { LEFT { int sign() { return 1; } }; abstract int sign(); }
"#;

const RUST: &str = r##"//! Shop.
use std::fmt;

const LIMIT: usize = 3;

#[derive(Debug)]
pub struct Store<'a, T> { items: &'a [T] }

impl<'a, T: Clone + 'a> Store<'a, T> {
    #[must_use]
    pub fn settle(&mut self, orders: &[u32], dry: bool) -> Result<u32, Error> {
        'outer: for order in orders { // 日本
            if *order > 0 && !(dry || *order == 'é' as u32) {
                continue 'outer;
            } else if let Some(x) = self.find(order) && x > 1 {
                break 'outer;
            } else {
                while let Some(y) = self.pop() { drop(y); }
            }
        }
        let Some(z) = orders.first() else { return Err(Error::new("none")) };
        match z {
            0..=9 if dry => loop { break },
            _ => self.items.iter().map(|x| if dry { 1 } else { 2 }).for_each(drop),
        }
        println!("{}", r#"raw " string"#);
        self.settle(orders, dry)?;
        Ok(1)
    }
}

mod inner { pub(super) fn deep() { fn deeper() {} } }
"##;

const C: &str = r#"/* Shop (é). */
#ifndef SHOP_H
#define SHOP_H
#include <stdio.h>

static int count = 0;
typedef struct order { int total; char *name; } order_t;

static inline char **settle(order_t *orders, size_t n, int (*each)(const char *)) {
  for (size_t i = 0; i < n; i++) { // 日本
    if (orders[i].total > 0 && !(n || each("it's"))) {
      goto done;
    } else if (n) {
      do { n--; } while (n);
    } else each(orders->name);
  }
#ifdef DEBUG
  switch (n) { case 1: return 0; default: break; }
#else
  while (n ? 1 : '"') { continue; }
#endif
done:
  return settle(orders, 0x1f, each);
}
#endif
"#;

const CPP: &str = r###"// Shop.
#include <vector>
namespace shop::cart {
template <typename T>
class Store final : public Base<T> {
 public:
  explicit Store(std::size_t n = 1'000) : items(n) { reserve(n); }
  ~Store() noexcept override = default;
  bool operator==(const Store &other) const { return &other == this || items.empty(); }
  T settle(const std::vector<T> &orders) const {
    for (const auto &order : orders) { // 日本
      if (auto it = find(order); it != end() and !it->dry) return it->second;
      else try { throw 1; } catch (const Error &e) { return R"x(" raw)x"; } catch (...) {}
    }
    std::sort(items.begin(), items.end(), [&](int a, int b) { return a > b ? true : false; });
    return settle(orders);
  }
  std::vector<T> items;
};
}
int shop::cart::Store<int>::size() { return this->size() + ::limit; }
"###;
