namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Ops.abs.Call(this);
        public Tensor abs_() => Ops.abs_.On(this);
        public Tensor ceil() => Ops.ceil.Call(this);
        public Tensor cos() => Ops.cos.Call(this);
        public Tensor erf() => Ops.erf.Call(this);
        public Tensor exp() => Ops.exp.Call(this);
        public Tensor exp_() => Ops.exp_.On(this);
        public Tensor floor() => Ops.floor.Call(this);
        public Tensor floor_() => Ops.floor_.On(this);
        public Tensor isfinite() => Ops.isfinite.Call(this);
        public Tensor isinf() => Ops.isinf.Call(this);
        public Tensor isnan() => Ops.isnan.Call(this);
        public Tensor log() => Ops.log.Call(this);
        public Tensor log_() => Ops.log_.On(this);
        public Tensor log1p() => Ops.log1p.Call(this);
        public Tensor neg() => Ops.neg.Call(this);
        public Tensor reciprocal() => Ops.reciprocal.Call(this);
        public Tensor reciprocal_() => Ops.reciprocal_.On(this);
        public Tensor relu() => Ops.relu.Call(this);
        public Tensor relu_() => Ops.relu_.On(this);
        public Tensor rsqrt() => Ops.rsqrt.Call(this);
        public Tensor rsqrt_() => Ops.rsqrt_.On(this);
        public Tensor sigmoid() => Ops.sigmoid.Call(this);
        public Tensor sigmoid_() => Ops.sigmoid_.On(this);
        public Tensor sign() => Ops.sign.Call(this);
        public Tensor silu() => Ops.silu.Call(this);
        public Tensor sin() => Ops.sin.Call(this);
        public Tensor sqrt() => Ops.sqrt.Call(this);
        public Tensor sqrt_() => Ops.sqrt_.On(this);
        public Tensor square() => Ops.square.Call(this);
        public Tensor tanh() => Ops.tanh.Call(this);
        public Tensor tanh_() => Ops.tanh_.On(this);
        public Tensor gelu() => Ops.gelu.Call(this);
        public Tensor logical_not() => Ops.logical_not.Call(this);
        public Tensor round(long decimals = 0) => Ops.round.Call(this, decimals);
        public Tensor softplus(double beta = 1, double threshold = 20) => Ops.softplus.Call(this, (Scalar)beta, (Scalar)threshold);
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Ops.nan_to_num.Call(this, nan, posinf, neginf);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.clamp.Call(this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Ops.clampTensor.Call(this, min, max);
        public Tensor clamp_min(Scalar min) => Ops.clamp_min.Call(this, min);
        public Tensor clamp_max(Scalar max) => Ops.clamp_max.Call(this, max);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.clamp_.On(this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Ops.clamp_Tensor.On(this, min, max);
        public Tensor clamp_min_(Scalar min) => Ops.clamp_min_.On(this, min);
        public Tensor clamp_max_(Scalar max) => Ops.clamp_max_.On(this, max);
    }
}
