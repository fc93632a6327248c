import { RandomChoices } from './randomChoices';
import type { Program } from './randomPrograms';

/**
 * Random programs in which dropout takes place within other modules: attention, recurrent layers, transformers. The
 * same ones for the same seed. What is drawn after a layer shows whether as much was drawn within.
 */
export class RandomLayerPrograms extends RandomChoices {
  constructor(seed: string) {
    super(`layer programs ${seed}`);
  }

  next(): Program {
    const make = this.pick([
      () => this.attention(),
      () => this.product(),
      () => this.recurrent(),
      () => this.transformer(),
      () => this.hooks(),
      () => this.surgery(),
      () => this.conversions(),
    ]);
    const head = ['import torch', 'import torch.nn as nn', 'import torch.nn.functional as F'];
    return {
      cells: [[...head, `torch.manual_seed(${this.upTo(1000)})`, ...make()].join('\n')],
      notebook: true,
    };
  }

  private p(): string {
    return this.pick(['0', '0.1', '0.3', '0.5', '0.9']);
  }

  private mask(rows: number, columns: number): string {
    return this.pick([
      'None',
      `torch.triu(torch.full((${rows}, ${columns}), float('-inf')), diagonal=1)`,
      `torch.triu(torch.ones(${rows}, ${columns}), diagonal=1).bool()`,
      `torch.randn(${rows}, ${columns})`,
    ]);
  }

  /** Calls something, and prints what it gave and what is drawn next. */
  private called(call: string, weights: string): string[] {
    const inference = this.chance(0.3);
    return [
      ...(inference ? ['with torch.no_grad():', `    ${call}`] : [call]),
      'print(out.shape, out.stride(), out.requires_grad)',
      'print(torch.rand(2))',
      'print(out)',
      `print(${weights})`,
      'print(F.dropout(out, 0.5))',
      ...(inference || !this.chance(0.4) ? [] : ['if out.requires_grad: out.sum().backward()']),
    ];
  }

  private attention(): string[] {
    const [size, heads] = this.pick([
      [4, 1],
      [4, 2],
      [6, 3],
      [8, 2],
    ] as const);
    const [batch, rows, isFirst] = [1 + this.upTo(3), 1 + this.upTo(5), this.chance(0.5)];
    const columns = this.chance(0.5) ? rows : 1 + this.upTo(5);
    const input = (length: number): string =>
      `torch.randn(${isFirst ? `${batch}, ${length}` : `${length}, ${batch}`}, ${size})`;
    const options = this.pick(['', ', need_weights=False', ', average_attn_weights=False']);
    return [
      `layer = nn.MultiheadAttention(${size}, ${heads}, dropout=${this.p()}, batch_first=${isFirst ? 'True' : 'False'})`,
      ...(this.chance(0.4) ? ['layer.eval()'] : []),
      `q = ${input(rows)}`,
      columns === rows ? 'k = q' : `k = ${input(columns)}`,
      ...this.called(
        `out, weights = layer(q, k, k, attn_mask=${this.mask(rows, columns)}${options})`,
        'weights',
      ),
      'print(layer.in_proj_bias.grad)',
    ];
  }

  private product(): string[] {
    const sizes = [1 + this.upTo(2), 1 + this.upTo(3)];
    const [rows, columns, size] = [1 + this.upTo(4), 1 + this.upTo(4), 1 + this.upTo(4)];
    const how = this.pick([
      '',
      ', is_causal=True',
      `, attn_mask=${this.mask(rows, columns).replace('.bool()', '.bool().logical_not()')}`,
    ]);
    const input = (length: number): string =>
      this.chance(0.7)
        ? `torch.randn(${sizes.join(', ')}, ${length}, ${size})`
        : `torch.randn(${sizes[0]}, ${length}, ${sizes[1]}, ${size}).transpose(1, 2)`;
    return [
      `q, k, v = ${input(rows)}, ${input(columns)}, ${input(columns)}`,
      ...(this.chance(0.5) ? ['q.requires_grad_()'] : []),
      ...this.called(`out = F.scaled_dot_product_attention(q, k, v, dropout_p=${this.p()}${how})`, 'q.grad'),
      'print(q.grad)',
    ];
  }

  private recurrent(): string[] {
    const kind = this.pick(['LSTM', 'GRU', 'RNN']);
    const [inputs, hidden, levels] = [1 + this.upTo(4), 1 + this.upTo(5), 1 + this.upTo(3)];
    const [batch, length] = [1 + this.upTo(3), 1 + this.upTo(5)];
    const [isFirst, isBoth] = [this.chance(0.5), this.chance(0.4)];
    const options = [
      `dropout=${this.p()}`,
      ...(isFirst ? ['batch_first=True'] : []),
      ...(isBoth ? ['bidirectional=True'] : []),
      ...(this.chance(0.2) ? ['bias=False'] : []),
    ];
    const shape = this.chance(0.2) ? [length] : isFirst ? [batch, length] : [length, batch];
    return [
      `layer = nn.${kind}(${inputs}, ${hidden}, ${levels}, ${options.join(', ')})`,
      ...(this.chance(0.3) ? ['layer.eval()'] : []),
      `x = torch.randn(${shape.join(', ')}, ${inputs})`,
      ...this.called('out, state = layer(x)', 'state'),
      'print(torch.equal(layer(x)[0], layer(x)[0]))',
      'layer.reset_parameters()',
      'print(layer.weight_hh_l0)',
    ];
  }

  private transformer(): string[] {
    const [size, heads] = [4, this.pick([1, 2])];
    const [batch, length, isFirst] = [1 + this.upTo(2), 1 + this.upTo(4), this.chance(0.5)];
    const options = [
      `dropout=${this.p()}`,
      ...(isFirst ? ['batch_first=True'] : []),
      ...(this.chance(0.3) ? ['norm_first=True'] : []),
      ...(this.chance(0.3) ? ["activation='gelu'"] : []),
    ].join(', ');
    const [kind, isStack] = [this.pick(['Encoder', 'Encoder', 'Decoder']), this.chance(0.4)];
    const one = `nn.Transformer${kind}Layer(${size}, ${heads}, 5, ${options})`;
    const shape = (isFirst ? [batch, length] : [length, batch]).join(', ');
    const mask = this.mask(length, length);
    const inputs = kind === 'Decoder' ? `x, x, ${mask}` : `x, ${mask}`;
    return [
      `layer = ${isStack ? `nn.Transformer${kind}(${one}, ${1 + this.upTo(2)})` : one}`,
      ...(this.chance(0.4) ? ['layer.eval()'] : []),
      `x = torch.randn(${shape}, ${size})`,
      ...this.called(`out = layer(${inputs})`, 'layer.training'),
    ];
  }

  private hooks(): string[] {
    const step = this.pick(['x * 2', 'F.dropout(x, 0.5)', 'x ** 2', 'F.relu(x)', 'x + 1', 'x.view(-1)']);
    return [
      'x = torch.randn(4, requires_grad=True)',
      `y = ${step}`,
      this.pick([
        'y.register_hook(lambda g: print(g))',
        'y.register_hook(lambda g: g * 2)',
        'x.register_hook(lambda g: print(g))',
        'y.retain_grad()',
      ]),
      `z = (y * ${this.pick(['y', 'x', '3'])}).${this.pick(['sum', 'mean'])}()`,
      this.pick([
        'z.backward()',
        'z.backward(retain_graph=True); z.backward()',
        'print(torch.autograd.grad(z, x))',
        'print(torch.autograd.grad(z, [y, x], retain_graph=True))',
      ]),
      'print(x.grad)',
      'try:',
      '    z.backward()',
      'except RuntimeError as error:',
      '    print(error)',
      'print(x.grad)',
    ];
  }

  private surgery(): string[] {
    const change = (): string =>
      this.pick([
        `net.insert(${this.upTo(3)}, nn.Dropout(${this.p()}))`,
        'net.append(nn.ReLU())',
        `print(net.pop(${this.pick([0, 1, -1, 7])}))`,
        `del net[${this.pick(['0', '-1', '1:', ':2'])}]`,
        'net += nn.Sequential(nn.Tanh())',
        'net = net + nn.Sequential(nn.Dropout())',
        'net = net * 2',
        `net[${this.pick([0, -1])}] = nn.Dropout(0.25)`,
        'net.apply(lambda m: m.reset_parameters() if hasattr(m, "reset_parameters") else None)',
      ]);
    return [
      `net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(${this.p()}), nn.ReLU())`,
      ...Array.from({ length: 1 + this.upTo(4) }, change),
      'print(net, len(net))',
      'print(net(torch.ones(1, 2)))',
      'print([name for name, _ in net.named_parameters()])',
    ];
  }

  private conversions(): string[] {
    const convert = this.pick(['int', 'short', 'char', 'byte']);
    const shown = this.pick([
      'm + 1',
      'm * 2',
      'm.sum()',
      'm * 0.5',
      'm / 2',
      'm[0]',
      'm.float()',
      'm.long() + m.long()',
      'm == 1',
      'm.T',
      'torch.stack([m, m]).sum(0)',
      'm.tolist()',
      'm.dtype',
      'm.view(-1)',
      'm + m.long()',
      '-m',
    ]);
    return [
      `m = (torch.rand(2, 3) ${this.pick(['>', '<'])} 0.5).${convert}()`,
      'print(m)',
      `print(${shown})`,
      'm += 1',
      'print(m)',
      `x = torch.randint(${this.pick(['-3', '0'])}, 300, (3,))`,
      `print(x.${convert}())`,
      'print(nn.init.trunc_normal_(torch.zeros(2, 3), std=0.5, a=-0.5, b=0.5))',
      'print(torch.rand(1))',
    ];
  }
}
