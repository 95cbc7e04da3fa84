/** The page of a trip: its stops, who comes along, and what it costs. */
import { useMemo, useState } from 'react';

interface Stop {
  readonly name: string;
  readonly nights: number;
  readonly price?: number;
}

interface TripProps {
  title: string;
  stops: readonly Stop[];
  people: string[];
  onBook: (stops: readonly Stop[]) => Promise<void>;
}

const euros = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' });

function total(stops: readonly Stop[], people: number): number {
  let sum = 0;
  for (const stop of stops) {
    if (stop.price === undefined) {
      continue;
    }
    sum += stop.nights > 6 ? stop.nights * stop.price * 0.9 : stop.nights * stop.price;
  }
  return sum * Math.max(1, people);
}

const StopRow = ({ stop, onRemove }: { stop: Stop; onRemove?: () => void }) => (
  <li className={stop.price ? 'stop' : 'stop stop--free'}>
    <strong>{stop.name}</strong> · {stop.nights} {stop.nights === 1 ? 'Nacht' : 'Nächte'}
    {onRemove && <button aria-label={`${stop.name} löschen`} onClick={onRemove}>×</button>}
  </li>
);

export function Trip({ title, stops, people, onBook }: TripProps) {
  const [left, setLeft] = useState(stops);
  const [failure, setFailure] = useState<string | null>(null);
  const sum = useMemo(() => total(left, people.length), [left, people.length]);

  async function book() {
    try {
      setFailure(null);
      await onBook(left);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : `Unbekannt: ${String(error)} 🤷`);
    }
  }

  if (left.length === 0) {
    return <p>Noch keine Stopps → fügen Sie einen hinzu.</p>;
  }
  return (
    <section>
      <h1>{title} 🚐</h1>
      <ol>
        {left.map((stop) => (
          <StopRow
            key={stop.name}
            stop={stop}
            onRemove={() => setLeft(left.filter((other) => other !== stop))}
          />
        ))}
      </ol>
      <p>
        {people.join(', ')}: <em>{euros.format(sum)}</em>
      </p>
      {failure ? <p role="alert">{failure}</p> : null}
      <button disabled={sum > 10_000} onClick={() => void book()}>Buchen</button>
    </section>
  );
}
