/** What can be chosen in a `select`, and what is written there, where that is something else. */
export function Options<Value extends string | number>(props: {
  values: readonly Value[];
  text?: (value: Value) => string;
}) {
  const { values, text = String } = props;
  return (
    <>
      {values.map((value) => (
        <option key={value} value={value}>
          {text(value)}
        </option>
      ))}
    </>
  );
}

/** What an element is given that lets the reader choose a value. */
export interface ChoiceProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}
