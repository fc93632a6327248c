import * as l10n from '@vscode/l10n';
import { Folded } from '../Folded';
import { useWidth } from '../useWidth';
import { useOwnId } from '../useOwnId';

/** A plot's numbers as a table. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How wide a plot is, in pixels, and which element says what it shows. */
export interface PlotProps {
  readonly width: number;
  readonly describedBy: string;
}

/** A plot with its title, what it shows in a sentence, and on demand its numbers. */
export function Figure(props: {
  /** By which it is known whether its numbers are unfolded. */
  name: string;
  title: string;
  /** What stands before the title: what the thing shown looks like in plots. */
  mark?: preact.ComponentChildren;
  /** What the plot shows, for everybody: it is read out in the plot's place too. */
  sentence: string;
  /** Whether the sentence is of what was there before. */
  isDated?: boolean;
  table: FigureTable;
  plot: (props: PlotProps) => preact.ComponentChildren;
  legend?: preact.ComponentChildren;
}) {
  const { name, title, mark, sentence, isDated, table, plot, legend } = props;
  const id = useOwnId();
  const [element, width] = useWidth();
  return (
    <figure>
      <h2>
        {mark}
        {title}
      </h2>
      <div ref={element} class="plot">
        {width > 0 ? plot({ width, describedBy: id }) : null}
      </div>
      {legend === undefined ? null : (
        <p class="legend" aria-hidden="true">
          {legend}
        </p>
      )}
      <figcaption id={id} class={isDated === true ? 'dated' : undefined}>
        {sentence}
      </figcaption>
      <Folded name={`numbers: ${name}`} summary={l10n.t('Numbers')}>
        <Numbers title={title} table={table} />
      </Folded>
    </figure>
  );
}

/** The numbers of a plot. They scroll where there is little room, so the keyboard must be able to reach them. */
function Numbers({ title, table }: { title: string; table: FigureTable }) {
  return (
    <div class="numbers" tabIndex={0} role="group" aria-label={title}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((text, column) => (
                <td key={column}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
