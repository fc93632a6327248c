/*
 * Every attribute that objects of PyTorch 2.13 and of the standard library have, beside those of their bases: what is not
 * among them raises an AttributeError. From `dir(…)` of the real objects.
 */

/** Of `torch.nn.Module`, beside those of `object`. */
export const MODULE_NAMES: readonly string[] = `
T_destination __annotations__ __call__ __dict__ __getattr__ __module__ __setstate__ __weakref__
_apply _backward_hooks _backward_pre_hooks _buffers _call_impl _compiled_call_impl _forward_hooks
_forward_hooks_always_called _forward_hooks_with_kwargs _forward_pre_hooks
_forward_pre_hooks_with_kwargs _get_backward_hooks _get_backward_pre_hooks _get_name
_is_full_backward_hook _load_from_state_dict _load_state_dict_post_hooks _load_state_dict_pre_hooks
_maybe_warn_non_full_backward_hook _modules _named_members _non_persistent_buffers_set _parameters
_register_load_state_dict_pre_hook _register_state_dict_hook _replicate_for_data_parallel
_save_to_state_dict _slow_forward _state_dict_hooks _state_dict_pre_hooks _version
_wrapped_call_impl add_module apply bfloat16 buffers call_super_init children compile cpu cuda
double dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter
get_submodule half ipu load_state_dict modules mtia named_buffers named_children named_modules
named_parameters parameters register_backward_hook register_buffer register_forward_hook
register_forward_pre_hook register_full_backward_hook register_full_backward_pre_hook
register_load_state_dict_post_hook register_load_state_dict_pre_hook register_module
register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_
set_extra_state set_submodule share_memory state_dict to to_empty train training type xpu zero_grad`
  .trim()
  .split(/\s+/);

/** Of the layers, beside those of `torch.nn.Module`; of other classes, beside those of their bases. */
export const OWN_NAMES: Readonly<Record<string, string>> = {
  AdaptiveAvgPool1d: '__constants__ output_size',
  AdaptiveAvgPool2d: '__constants__ output_size',
  AdaptiveAvgPool3d: '__constants__ output_size',
  AlphaDropout: '__constants__ inplace p',
  AvgPool1d: '__constants__ ceil_mode count_include_pad kernel_size padding stride',
  AvgPool2d: '__constants__ ceil_mode count_include_pad divisor_override kernel_size padding stride',
  AvgPool3d: '__constants__ ceil_mode count_include_pad divisor_override kernel_size padding stride',
  BCELoss: '__constants__ reduction weight',
  BCEWithLogitsLoss: 'pos_weight reduction weight',
  BatchNorm1d:
    '__constants__ _check_input_dim affine bias eps momentum num_batches_tracked num_features reset_parameters reset_running_stats running_mean running_var track_running_stats weight',
  BatchNorm2d:
    '__constants__ _check_input_dim affine bias eps momentum num_batches_tracked num_features reset_parameters reset_running_stats running_mean running_var track_running_stats weight',
  BatchNorm3d:
    '__constants__ _check_input_dim affine bias eps momentum num_batches_tracked num_features reset_parameters reset_running_stats running_mean running_var track_running_stats weight',
  Conv1d:
    '__constants__ _conv_forward _reversed_padding_repeated_twice bias dilation groups in_channels kernel_size out_channels output_padding padding padding_mode reset_parameters stride transposed weight',
  Conv2d:
    '__constants__ _conv_forward _reversed_padding_repeated_twice bias dilation groups in_channels kernel_size out_channels output_padding padding padding_mode reset_parameters stride transposed weight',
  Conv3d:
    '__constants__ _conv_forward _reversed_padding_repeated_twice bias dilation groups in_channels kernel_size out_channels output_padding padding padding_mode reset_parameters stride transposed weight',
  CrossEntropyLoss: '__constants__ ignore_index label_smoothing reduction weight',
  Dropout: '__constants__ inplace p',
  Dropout1d: '__constants__ inplace p',
  Dropout2d: '__constants__ inplace p',
  Dropout3d: '__constants__ inplace p',
  ELU: '__constants__ alpha inplace',
  Embedding:
    '__constants__ _fill_padding_idx_with_zero embedding_dim from_pretrained max_norm norm_type num_embeddings padding_idx reset_parameters scale_grad_by_freq sparse weight',
  FeatureAlphaDropout: '__constants__ inplace p',
  Flatten: '__constants__ end_dim start_dim',
  GELU: '__constants__ approximate',
  GRU: '__constants__ __jit_unused_properties__ _all_weights _flat_weight_refs _flat_weights _flat_weights_names _init_flat_weights _update_flat_weights _weights_have_changed all_weights batch_first bias bias_hh_l0 bias_ih_l0 bidirectional check_forward_args check_hidden_size check_input dropout flatten_parameters get_expected_hidden_size hidden_size input_size mode num_layers permute_hidden proj_size reset_parameters weight_hh_l0 weight_ih_l0',
  GroupNorm: '__constants__ affine bias eps num_channels num_groups reset_parameters weight',
  Identity: '',
  L1Loss: '__constants__ reduction',
  LSTM: '__constants__ __jit_unused_properties__ _all_weights _flat_weight_refs _flat_weights _flat_weights_names _init_flat_weights _update_flat_weights _weights_have_changed all_weights batch_first bias bias_hh_l0 bias_ih_l0 bidirectional check_forward_args check_hidden_size check_input dropout flatten_parameters get_expected_cell_size get_expected_hidden_size hidden_size input_size mode num_layers permute_hidden proj_size reset_parameters weight_hh_l0 weight_ih_l0',
  LayerNorm: '__constants__ bias elementwise_affine eps normalized_shape reset_parameters weight',
  LeakyReLU: '__constants__ inplace negative_slope',
  Linear: '__constants__ bias in_features out_features reset_parameters weight',
  LogSoftmax: '__constants__ dim',
  MSELoss: '__constants__ reduction',
  MaxPool1d: '__constants__ ceil_mode dilation kernel_size padding return_indices stride',
  MaxPool2d: '__constants__ ceil_mode dilation kernel_size padding return_indices stride',
  MaxPool3d: '__constants__ ceil_mode dilation kernel_size padding return_indices stride',
  ModuleDict:
    '__contains__ __delitem__ __getitem__ __iter__ __len__ __setitem__ clear items keys pop update values',
  ModuleList:
    '__add__ __delitem__ __getitem__ __iadd__ __iter__ __len__ __setitem__ _get_abs_string_index append extend insert pop',
  MultiheadAttention:
    '__constants__ _qkv_same_embed_dim _reset_parameters add_zero_attn batch_first bias_k bias_v dropout embed_dim head_dim in_proj_bias in_proj_weight k_proj_weight kdim merge_masks num_heads out_proj q_proj_weight v_proj_weight vdim',
  NLLLoss: '__constants__ ignore_index reduction weight',
  ParameterList:
    '__getitem__ __iadd__ __iter__ __len__ __setitem__ _get_abs_string_index _size append extend',
  RNN: '__constants__ __jit_unused_properties__ _all_weights _flat_weight_refs _flat_weights _flat_weights_names _init_flat_weights _update_flat_weights _weights_have_changed all_weights batch_first bias bias_hh_l0 bias_ih_l0 bidirectional check_forward_args check_hidden_size check_input dropout flatten_parameters get_expected_hidden_size hidden_size input_size mode nonlinearity num_layers permute_hidden proj_size reset_parameters weight_hh_l0 weight_ih_l0',
  ReLU: '__constants__ inplace',
  ReLU6: '__constants__ inplace max_val min_val',
  SELU: '__constants__ inplace',
  Sequential:
    '__add__ __delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ __mul__ __rmul__ __setitem__ _get_item_by_idx append extend insert pop',
  SiLU: '__constants__ inplace',
  Sigmoid: '',
  Softmax: '__constants__ dim',
  Softplus: '__constants__ beta threshold',
  Tanh: '',
  TransformerDecoder: '__constants__ layers norm num_layers',
  TransformerDecoderLayer:
    '__constants__ _ff_block _mha_block _sa_block activation dropout dropout1 dropout2 dropout3 linear1 linear2 multihead_attn norm1 norm2 norm3 norm_first self_attn',
  TransformerEncoder:
    '__constants__ enable_nested_tensor layers mask_check norm num_layers use_nested_tensor',
  TransformerEncoderLayer:
    '__constants__ _ff_block _sa_block activation activation_relu_or_gelu dropout dropout1 dropout2 linear1 linear2 norm1 norm2 norm_first self_attn',
  Unflatten: '__constants__ _require_tuple_int dim unflattened_size',
  Dataset:
    '__add__ __class_getitem__ __dict__ __getitem__ __module__ __orig_bases__ __parameters__ __slots__ __weakref__ _is_protocol',
  TensorDataset: '__annotations__ __len__ tensors',
  DataLoader:
    '_DataLoader__initialized _DataLoader__multiprocessing_context _IterableDataset_len_called __annotations__ __class_getitem__ __dict__ __iter__ __len__ __module__ __orig_bases__ __parameters__ __slots__ __weakref__ _auto_collation _dataset_kind _get_iterator _index_sampler _is_protocol _iterator batch_sampler batch_size check_worker_number_rationality collate_fn dataset drop_last generator in_order multiprocessing_context num_workers persistent_workers pin_memory pin_memory_device prefetch_factor sampler timeout worker_init_fn',
  Counter:
    '__add__ __and__ __dict__ __iadd__ __iand__ __isub__ __missing__ __module__ __neg__ __pos__ __sub__ __weakref__ _keep_positive elements most_common subtract total',
  defaultdict: '__copy__ __missing__ default_factory',
  OrderedDict: '__dict__ move_to_end',
  dtype: '__module__ abbr is_complex is_floating_point is_signed itemsize to_complex to_real',
  device: '__enter__ __eq__ __exit__ __ge__ __gt__ __hash__ __le__ __lt__ __ne__ index type',
  Generator:
    '__module__ __setstate__ _cdata clone_state device get_offset get_state graphsafe_get_state graphsafe_set_state initial_seed manual_seed seed set_offset set_state',
  Size: '__radd__ numel',
  no_grad: '__call__ __dict__ __enter__ __exit__ __module__ __weakref__ clone prev',
  enable_grad: '__call__ __dict__ __enter__ __exit__ __module__ __weakref__ clone',
  inference_mode: '__call__ __dict__ __enter__ __exit__ __module__ __weakref__ clone mode',
  set_grad_enabled: '__call__ __dict__ __enter__ __exit__ __module__ __weakref__ clone mode prev',
  nullcontext:
    '__abstractmethods__ __aenter__ __aexit__ __class_getitem__ __dict__ __enter__ __exit__ __module__ __slots__ __weakref__ _abc_impl enter_result',
  ArgumentParser:
    '__dict__ __module__ __weakref__ _action_groups _actions _add_action _add_container_actions _check_conflict _check_value _defaults _get_args _get_formatter _get_handler _get_kwargs _get_nargs_pattern _get_option_tuples _get_optional_actions _get_optional_kwargs _get_positional_actions _get_positional_kwargs _get_value _get_values _handle_conflict_error _handle_conflict_resolve _has_negative_number_optionals _match_argument _match_arguments_partial _mutually_exclusive_groups _negative_number_matcher _option_string_actions _optionals _parse_known_args _parse_optional _pop_action_class _positionals _print_message _read_args_from_files _registries _registry_get _remove_action _subparsers add_argument add_argument_group add_help add_mutually_exclusive_group add_subparsers allow_abbrev argument_default conflict_handler convert_arg_line_to_args description epilog error exit exit_on_error format_help format_usage formatter_class fromfile_prefix_chars get_default parse_args parse_intermixed_args parse_known_args parse_known_intermixed_args prefix_chars print_help print_usage prog register set_defaults usage',
  dict_keys:
    '__and__ __contains__ __eq__ __ge__ __gt__ __hash__ __iter__ __le__ __len__ __lt__ __ne__ __or__ __rand__ __reversed__ __ror__ __rsub__ __rxor__ __sub__ __xor__ isdisjoint mapping',
  dict_values: '__iter__ __len__ __reversed__ mapping',
  dict_items:
    '__and__ __contains__ __eq__ __ge__ __gt__ __hash__ __iter__ __le__ __len__ __lt__ __ne__ __or__ __rand__ __reversed__ __ror__ __rsub__ __rxor__ __sub__ __xor__ isdisjoint mapping',
};

/** The names of a class's own attributes. */
export function ownNames(name: string): readonly string[] {
  return OWN_NAMES[name]?.split(' ') ?? [];
}
