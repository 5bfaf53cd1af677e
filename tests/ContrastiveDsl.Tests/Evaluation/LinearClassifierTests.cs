using ContrastiveDsl.Evaluation;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using TorchSharp;

namespace ContrastiveDsl.Tests.Evaluation;

public sealed class LinearClassifierTests : ScopedTests, IDisposable
{
    private readonly TempFolder folder = new();

    private string File => folder["classifier.safetensors"];

    void IDisposable.Dispose()
    {
        folder.Dispose();
        Dispose();
    }

    [Fact]
    public void Load_WhatWasSaved_HasTheSameNumbersAndNames()
    {
        var saved = Classifier() with { Names = ["cat", "dog \"Rex\"", "Füchse"] };
        var features = Numbers.Random(3, 20, 5);

        saved.Save(File);
        var loaded = LinearClassifier.Load(File);

        loaded.Weight.ShouldEqual(saved.Weight);
        loaded.Bias.ShouldEqual(saved.Bias);
        loaded.Logits(features).ShouldEqual(saved.Logits(features));
        loaded.Names.Should().Equal(saved.Names);
    }

    [Fact]
    public void Save_ForOthers_IsALinearLayerOfTorch()
    {
        var saved = Classifier();
        saved.Save(File);

        using var layer = torch.nn.Linear(5, 3);
        Weights.Load(layer, File, "");

        var features = Numbers.Random(3, 20, 5);
        layer.call(features).ShouldEqual(saved.Logits(features), 1e-6);
        LinearClassifier.Load(File).Names.Should().BeNull();
    }

    [Fact]
    public void Save_OtherNamesThanClasses_IsRefused() =>
        FluentActions
            .Invoking(() => (Classifier() with { Names = ["cat"] }).Save(File))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("There are 3 classes, but Names has 1.");

    [Theory]
    [InlineData("""["cat","dog"]""", "*a weight of 3 classes, a bias of 3, 2 names.")]
    [InlineData("cat, dog, fox", "*names of classes cannot be read.")]
    public void Load_NamesThatDoNotFit_IsRefused(string names, string message)
    {
        var linear = new Dictionary<string, torch.Tensor> { ["weight"] = torch.zeros(3, 5), ["bias"] = torch.zeros(3) };
        SafetensorsWriter.Write(File, linear, new Dictionary<string, string> { ["classes"] = names });

        FluentActions.Invoking(() => LinearClassifier.Load(File)).Should().Throw<StateException>().WithMessage(message);
    }

    [Theory]
    [InlineData("fc", new[] { 3, 5 })]
    [InlineData("weight", new[] { 3 })]
    [InlineData("weight", new[] { 4, 5 })]
    public void Load_AnotherFile_IsRefused(string key, int[] shape)
    {
        long[] sizes = [.. shape];
        var tensors = new Dictionary<string, torch.Tensor> { [key] = torch.zeros(sizes) };
        tensors.TryAdd("bias", torch.zeros(3));
        SafetensorsWriter.Write(File, tensors);

        FluentActions
            .Invoking(() => LinearClassifier.Load(File))
            .Should()
            .Throw<StateException>()
            .WithMessage($"'{File}' is no linear classifier: *");
    }

    private static LinearClassifier Classifier() => new(Numbers.Random(1, 5, 3), Numbers.Random(2, 3));
}
