import { TextInput } from '@mantine/core';
import { useEffect, useId, useState } from 'react';

const pauseMs = 250;

interface FilterTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | undefined;
  readonly suggestions?: readonly string[];
  /** Told when typing pauses; undefined for an empty field. */
  readonly onChange: (value: string | undefined) => void;
}

/** A filter that one types; it follows the address when that changes by itself. */
export function FilterText({ label, placeholder, value, suggestions, onChange }: FilterTextProps) {
  const listId = useId();
  const given = value ?? '';
  const [typed, setTyped] = useState(given);
  const [followed, setFollowed] = useState(given);
  if (followed !== given) {
    setFollowed(given);
    setTyped(given);
  }
  useEffect(() => {
    if (typed.trim() === given) return;
    const timer = setTimeout(() => onChange(typed.trim() || undefined), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, given, onChange]);
  return (
    <>
      <TextInput
        type="search"
        label={label}
        placeholder={placeholder}
        value={typed}
        maxLength={200}
        {...(suggestions ? { list: listId } : {})}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}
