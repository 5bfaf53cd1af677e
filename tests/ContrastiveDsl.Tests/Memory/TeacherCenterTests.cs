using ContrastiveDsl.Memory;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Tests.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Memory;

public sealed class TeacherCenterTests : ScopedTests
{
    [Fact]
    public void Update_FollowsTheMean()
    {
        using var center = new TeacherCenter(2, 0.75, CPU);
        var value = center.Value;
        var scores = tensor(
                new float[,]
                {
                    { 2, 4 },
                    { 6, -12 },
                }
            )
            .requires_grad_();

        center.Update(scores);
        center.Value.data<float>().Should().Equal(1, -1);
        center.Update(scores);

        center.Value.data<float>().Should().Equal(1.75f, -1.75f);
        center.Value.Should().BeSameAs(value);
        center.Value.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Load_OfWhatWasSaved_GivesTheSameCenter()
    {
        using var folder = new TempFolder();
        using var saved = new TeacherCenter(3, 0.9, CPU);
        using var loaded = new TeacherCenter(3, 0.9, CPU);
        saved.Update(Numbers.Random(1, 5, 3));

        SavedState.Reload(folder, saved, loaded);

        loaded.Value.data<float>().Should().Equal(saved.Value.data<float>()).And.NotContain(0);
    }

    [Fact]
    public void Load_OfAnotherSize_IsRefused()
    {
        using var folder = new TempFolder();
        using var saved = new TeacherCenter(3, 0.9, CPU);
        using var other = new TeacherCenter(4, 0.9, CPU);

        ((Action)(() => SavedState.Reload(folder, saved, other)))
            .Should()
            .Throw<StateException>()
            .WithMessage("*[3]*[4]*");
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        using var center = new TeacherCenter(3, 0, CPU);

        ((Action)(() => new TeacherCenter(0, 0.9, CPU))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new TeacherCenter(3, 1.1, CPU))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => new TeacherCenter(3, double.NaN, CPU))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => center.Update(ones(2, 4)))).Should().Throw<ArgumentException>().WithMessage("*[N, 3]*[2, 4]*");
        ((Action)(() => center.Update(ones(0, 3)))).Should().Throw<ArgumentException>();
    }
}
