using ContrastiveDsl.Language;
using ContrastiveDsl.Training;
using static TorchSharp.torch;
using Byol = ContrastiveDsl.Losses.Byol;
using Dino = ContrastiveDsl.Losses.Dino;
using Distill = ContrastiveDsl.Losses.Distill;
using InfoNce = ContrastiveDsl.Losses.InfoNce;
using MemorySoftmax = ContrastiveDsl.Losses.MemorySoftmax;
using MoCoV3 = ContrastiveDsl.Losses.MoCoV3;
using NtXent = ContrastiveDsl.Losses.NtXent;
using PairwiseContrastive = ContrastiveDsl.Losses.PairwiseContrastive;
using Raft = ContrastiveDsl.Losses.Raft;
using Reconstruction = ContrastiveDsl.Losses.Reconstruction;
using SupCon = ContrastiveDsl.Losses.SupCon;
using Swav = ContrastiveDsl.Losses.Swav;

namespace ContrastiveDsl.Tests.Training;

/// <summary>Custom losses of every kind of fault, and beside each the next that has none.</summary>
public sealed class CustomLossTests : ScopedTests
{
    [Theory]
    [InlineData(typeof(Distance), null)]
    [InlineData(typeof(OneElement), null)]
    [InlineData(typeof(OneSided), null)]
    [InlineData(typeof(ForTheBatch), null)]
    [InlineData(typeof(OfManyOthers), null)]
    [InlineData(typeof(Rows), "'Rows.Compute' returns Float32 [8] for z0 [8, 6], z1 [8, 6], not a scalar*.mean().")]
    [InlineData(typeof(Infinite), "'Infinite.Compute' returns Infinity for unit vectors*")]
    [InlineData(typeof(Constant), "'Constant.Compute' returns a number that no gradient comes back from*z0 and z1*")]
    [InlineData(typeof(Stopped), "'Stopped.Compute' returns a number that no gradient comes back from*")]
    [InlineData(typeof(Refusing), "'Refusing.Compute' cannot take z0 [16, 6], z1 [16, 6]: Never.")]
    public void Faults_OfALoss_SayWhatItDoes(Type type, string? fault)
    {
        using var trial = TrialFaults.Trial();

        new CustomLoss(type, ["z0", "z1"], 6, 2).Faults(trial).ShouldBe(fault);
    }

    /// <summary>Gradients of micro-batches add up to those of a mean alone.</summary>
    [Theory]
    [InlineData(typeof(Distance), null)]
    [InlineData(
        typeof(OfTwoViews),
        "'OfTwoViews.Compute' is no mean over images: it returns *, whose halves have *. With MicroBatch*remove MicroBatch."
    )]
    [InlineData(
        typeof(OfManyImages),
        "'OfManyImages.Compute' cannot take half a batch, z0 [4, 6], z1 [4, 6]*: Too few."
    )]
    public void Faults_OfALossWhoseGradientsAddUp_SayThatItIsNoMean(Type type, string? fault)
    {
        using var trial = TrialFaults.Trial();

        new CustomLoss(type, ["z0", "z1"], 6, 2, isAdded: true).Faults(trial).ShouldBe(fault);
        new CustomLoss(type, ["z0", "z1"], 6, 2).Faults(trial).ShouldBe(null);
    }

    public static TheoryData<string> Methods => [.. MethodCatalogue.All.Select(method => method.Word)];

    /// <summary>
    /// The library's own losses refuse other shapes than those of a step: given what a trial gives the custom loss of a
    /// method, they find nothing to refuse.
    /// </summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void Faults_OfTheLibrarysLossOfAMethod_AreNone(string word)
    {
        using var trial = TrialFaults.Trial();
        var method = MethodCatalogue.All.Single(method => method.Word == word);
        var arguments = method.CustomLoss.Arguments;
        var type = LibraryLosses.Should().ContainSingle(loss => Names(loss).SequenceEqual(arguments)).Subject;

        new CustomLoss(type, arguments, 6, views: 3, method.AccumulatesGradients).Faults(trial).ShouldBe(null);
    }

    private static readonly Type[] LibraryLosses =
    [
        typeof(OfTwoViews),
        typeof(OfLabeledPairs),
        typeof(OfLabeledViews),
        typeof(OfKeys),
        typeof(OfQueue),
        typeof(OfTargets),
        typeof(OfCrossTargets),
        typeof(OfBank),
        typeof(OfPixels),
        typeof(OfCodes),
        typeof(OfDistributions),
        typeof(OfATeacher),
    ];

    private static IEnumerable<string?> Names(Type loss) =>
        loss.GetMethod("Compute")!.GetParameters().Select(parameter => parameter.Name);

    private static class OfManyImages
    {
        public static Tensor Compute(Tensor z0, Tensor z1) =>
            z0.size(0) < 8 ? throw new ArgumentException("Too few.") : z0.sub(z1).square().mean();
    }

    private static class OfPixels
    {
        public static Tensor Compute(Tensor patches, Tensor reconstructions, Tensor mask) =>
            Reconstruction.Loss(patches, reconstructions, mask, normalizePatches: true);
    }

    private static class OfCodes
    {
        public static Tensor Compute(Tensor scores, Tensor codes) => Swav.Loss(scores, codes, 0.1);
    }

    private static class OfDistributions
    {
        public static Tensor Compute(Tensor scores, Tensor distributions) => Dino.Loss(scores, distributions, 0.1);
    }

    private static class OfATeacher
    {
        public static Tensor Compute(Tensor embeddings, Tensor targets, Tensor queue) =>
            Distill.Loss(embeddings, targets, queue, 0.2, 0.01, 1, 1);
    }

    private static class OfTwoViews
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => NtXent.Loss(z0, z1, 0.1);
    }

    private static class OfLabeledPairs
    {
        public static Tensor Compute(Tensor z0, Tensor z1, Tensor labels) =>
            PairwiseContrastive.Loss(z0, z1, labels, margin: 1, normalize: true);
    }

    private static class OfLabeledViews
    {
        public static Tensor Compute(Tensor z, Tensor labels) => SupCon.Loss(z, labels, 0.1, 0.1, SupConForm.Out);
    }

    private static class OfKeys
    {
        public static Tensor Compute(Tensor queries, Tensor keys) => MoCoV3.Loss(queries, keys, 0.1);
    }

    private static class OfQueue
    {
        public static Tensor Compute(Tensor queries, Tensor keys, Tensor queue) =>
            InfoNce.Loss(queries, keys, queue, 0.1);
    }

    private static class OfTargets
    {
        public static Tensor Compute(Tensor predictions, Tensor targets) => Byol.Loss(predictions, targets);
    }

    private static class OfCrossTargets
    {
        public static Tensor Compute(Tensor predictions0, Tensor predictions1, Tensor targets0, Tensor targets1) =>
            Raft.Loss(predictions0, predictions1, targets0, targets1, 1, 1, RaftObjective.ByolPrime);
    }

    private static class OfBank
    {
        public static Tensor Compute(Tensor positives, Tensor negatives) =>
            MemorySoftmax.Loss(positives, negatives, 0.1);
    }

    private static class Distance
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.sub(z1).square().mean();
    }

    private static class OneElement
    {
        internal static Tensor Compute(Tensor z0, Tensor z1, double scale = 2) => z0.mul(z1).sum().mul(scale).view(1);
    }

    private static class OneSided
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1.detach()).mean();
    }

    private static class ForTheBatch
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).view(16, -1).mean();
    }

    /// <summary>Divides by what a tiny batch has none of.</summary>
    private static class OfManyOthers
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).sum().div(z0.size(0) - 8);
    }

    private static class Rows
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).mean([1]);
    }

    private static class Infinite
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).abs().mean().div(0);
    }

    private static class Constant
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => ones(1).requires_grad_();
    }

    private static class Stopped
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => z0.mul(z1).mean().detach();
    }

    private static class Refusing
    {
        public static Tensor Compute(Tensor z0, Tensor z1) => throw new InvalidOperationException("Never.");
    }
}
