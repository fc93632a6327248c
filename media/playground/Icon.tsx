import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import discard from '@vscode/codicons/src/icons/discard.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import link from '@vscode/codicons/src/icons/link.svg';
import pin from '@vscode/codicons/src/icons/pin.svg';
import pinned from '@vscode/codicons/src/icons/pinned.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import redo from '@vscode/codicons/src/icons/redo.svg';

/** VS Code's own icons, those that are used here. */
const ICONS = { check, chevronDown, discard, ellipsis, info, link, pin, pinned, question, redo };
export type IconName = keyof typeof ICONS;

/** One of VS Code's icons, which says nothing by itself to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return <span class="codicon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: ICONS[name] }} />;
}

/** A button with an icon in place of a text. */
export function IconButton(props: { name: string; icon: IconName; disabled?: boolean; onClick: () => void }) {
  const { name, icon, disabled = false, onClick } = props;
  return (
    <button type="button" class="icon" title={name} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
