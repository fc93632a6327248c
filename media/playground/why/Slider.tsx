/** A number to choose by hand, with its name before and its value behind it. */
export function Slider(props: {
  label: string;
  value: number;
  bounds: { readonly min: number; readonly max: number; readonly step: number };
  onChange: (value: number) => void;
}) {
  const { label, value, bounds, onChange } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="range"
        {...bounds}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
      <output>{value}</output>
    </label>
  );
}
