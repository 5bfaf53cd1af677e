namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Ops.add.Call(this, target);
        public Tensor add(Scalar scalar) => Ops.addScalar.Call(this, scalar);
        public Tensor add(Tensor target, Scalar alpha) => Ops.add.Call(this, target, alpha);
        public Tensor add(Scalar scalar, Scalar alpha) => Ops.addScalar.Call(this, scalar, alpha);
        public Tensor add_(Tensor target) => Ops.add_.On(this, target);
        public Tensor add_(Scalar scalar) => Ops.add_Scalar.On(this, scalar);
        public Tensor add_(Tensor target, Scalar alpha) => Ops.add_.On(this, target, alpha);
        public Tensor add_(Scalar scalar, Scalar alpha) => Ops.add_Scalar.On(this, scalar, alpha);

        public Tensor sub(Tensor target) => Ops.sub.Call(this, target);
        public Tensor sub(Scalar target) => Ops.subScalar.Call(this, target);
        public Tensor sub_(Tensor target) => Ops.sub_.On(this, target);
        public Tensor sub_(Scalar target) => Ops.sub_Scalar.On(this, target);

        public Tensor mul(Tensor target) => Ops.mul.Call(this, target);
        public Tensor mul(Scalar target) => Ops.mulScalar.Call(this, target);
        public Tensor mul_(Tensor target) => Ops.mul_.On(this, target);
        public Tensor mul_(Scalar target) => Ops.mul_Scalar.On(this, target);

        public Tensor remainder(Tensor target) => Ops.remainder.Call(this, target);
        public Tensor remainder(Scalar scalar) => Ops.remainderScalar.Call(this, scalar);
        public Tensor remainder_(Tensor target) => Ops.remainder_.On(this, target);
        public Tensor remainder_(Scalar scalar) => Ops.remainder_Scalar.On(this, scalar);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Ops.div.Call(this, target) : Ops.divMode.Call(this, target, Rounding(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Ops.divScalar.Call(this, target) : Ops.divScalarMode.Call(this, target, Rounding(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Ops.div_.On(this, target) : Ops.div_Mode.On(this, target, Rounding(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Ops.div_Scalar.On(this, target) : Ops.div_ScalarMode.On(this, target, Rounding(rounding_mode));

        public Tensor pow(Tensor exponent) => Ops.pow.Call(this, exponent);
        public Tensor pow(Scalar exponent) => Ops.powScalar.Call(this, exponent);
        public Tensor lerp(Tensor end, Tensor weight) => Ops.lerp.Call(this, end, weight);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv.Call(this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Ops.addcdiv.Call(this, tensor1, tensor2);
        public Tensor pow_(Tensor exponent) => Ops.pow_.On(this, exponent);
        public Tensor pow_(Scalar exponent) => Ops.pow_Scalar.On(this, exponent);
        public Tensor lerp_(Tensor end, Tensor weight) => Ops.lerp_.On(this, end, weight);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcmul_.On(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Ops.addcdiv_.On(this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Ops.addcdiv_.On(this, tensor1, tensor2);

        public Tensor maximum(Tensor other) => Ops.maximum.Call(this, other);
        public Tensor minimum(Tensor other) => Ops.minimum.Call(this, other);
        public Tensor atan2(Tensor other) => Ops.atan2.Call(this, other);
        public Tensor logical_and(Tensor other) => Ops.logical_and.Call(this, other);
        public Tensor logical_or(Tensor other) => Ops.logical_or.Call(this, other);
        public Tensor bitwise_and(Tensor other) => Ops.bitwise_and.Call(this, other);
        public Tensor bitwise_or(Tensor other) => Ops.bitwise_or.Call(this, other);
        public Tensor bitwise_xor(Tensor other) => Ops.bitwise_xor.Call(this, other);
        public Tensor bitwise_not() => Ops.bitwise_not.Call(this);

        public Tensor fill_(Scalar value) => Ops.fill_.On(this, value);
        public Tensor zero_() => Ops.zero_.On(this);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Ops.copy_.On(this, source, nonBlocking);

        public Tensor matmul(Tensor target) => Ops.matmul.Call(this, target);
        public Tensor mm(Tensor target) => Ops.mm.Call(this, target);
        public Tensor mv(Tensor target) => Ops.mv.Call(this, target);
        public Tensor bmm(Tensor batch2) => Ops.bmm.Call(this, batch2);
        public Tensor dot(Tensor target) => Ops.dot.Call(this, target);
        public Tensor outer(Tensor vec2) => Ops.outer.Call(this, vec2);
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Ops.addmm.Call(this, mat1, mat2, (Scalar)beta, (Scalar)alpha);
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Ops.baddbmm.Call(this, batch1, batch2, (Scalar)beta, (Scalar)alpha);

        private static Arg Rounding(RoundingMode mode) => mode == RoundingMode.floor ? Arg.Text("floor"u8) : Arg.Text("trunc"u8);
    }
}
