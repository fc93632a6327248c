/** A number to choose by hand, with its name and its value above it. */
export function Slider(props: {
  label: string;
  value: number;
  bounds: { readonly min: number; readonly max: number; readonly step: number };
  onChange: (value: number) => void;
}) {
  const { label, value, bounds, onChange } = props;
  return (
    <label class="field">
      <span>
        {label} <span class="number">{value}</span>
      </span>
      <input
        type="range"
        {...bounds}
        value={value}
        aria-label={label}
        onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
    </label>
  );
}
