//! The `[measures]` of a description, and the brackets that expressions are made of.

use super::{Compiled, Layer};
use crate::description::{ConditionWords, Measures, Word};
use crate::lexical::Lexical;
use crate::measure::{Condition, Measured, Side};

/// What a mere list of kinds says of each.
type Flag = fn(&mut Measured);

impl Layer<'_, '_> {
    pub(super) fn measures(&mut self, measures: &Measures) -> Compiled<()> {
        for (kind, words) in &measures.decisions {
            let condition = self.condition(words)?;
            self.measure(kind, |kind| kind.decision = Some(condition.clone()))?;
        }
        for (kind, words) in &measures.statements {
            let condition = self.condition(words)?;
            self.measure(kind, |kind| kind.statement = Some(condition.clone()))?;
        }
        let flags: [(&[Word], Flag); 4] = [
            (&measures.operands, |kind| kind.is_operand = true),
            (&measures.embedded, |kind| kind.is_embedded = true),
            (&measures.separate, |kind| kind.is_separate = true),
            (&measures.uncounted, |kind| kind.is_uncounted = true),
        ];
        for (kinds, flag) in flags {
            for kind in kinds {
                self.measure(kind, flag)?;
            }
        }
        Ok(())
    }

    /// A bracket that is no token of the grammar is one only where there is no tree.
    pub(super) fn brackets(&mut self, lexical: Option<&Lexical>) {
        for bracket in lexical.into_iter().flat_map(|lexical| &lexical.brackets) {
            let sides = [
                (bracket.open, Side::Opening),
                (bracket.close, Side::Closing),
            ];
            for (letter, side) in sides {
                let token = letter.to_string();
                let symbol = self.compiler.grammar.id_for_node_kind(&token, false);
                let measured = self.compiler.table.measured.get_mut(usize::from(symbol));
                if let Some(measured) = measured.filter(|_| symbol != 0) {
                    measured.side = Some(side);
                }
            }
        }
    }

    fn condition(&self, words: &ConditionWords) -> Compiled<Condition> {
        let mut except_in = Vec::new();
        for kind in &words.except_in {
            except_in.extend(self.symbols(kind)?);
        }
        Ok(Condition {
            tokens: self.tokens(&words.tokens)?,
            except_in,
        })
    }

    fn measure(&mut self, kind: &Word, change: impl Fn(&mut Measured)) -> Compiled<()> {
        for symbol in self.symbols(kind)? {
            if let Some(measured) = self.compiler.table.measured.get_mut(usize::from(symbol)) {
                change(measured);
            }
        }
        Ok(())
    }
}
