using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;
using ContrastiveDsl.Losses;
using ContrastiveDsl.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>
/// DINO: the teacher's two large crops, each predicted from every other crop of the student, then the center follows;
/// in one step or several.
/// </summary>
internal sealed class DinoTopic : IGoldenTopic
{
    public string Name => "dino";

    public void Run(GoldenCase golden)
    {
        var size = (int)golden.Number("dim");
        using var center = new TeacherCenter(size, golden.Number("center_momentum"), CPU);
        using (no_grad())
        {
            center.Value.copy_(golden.Inputs["center"].ToTensor());
        }

        var steps = (int)golden.Number("steps");
        var losses = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            var suffix = golden.Inputs.ContainsKey("student") ? string.Empty : FormattableString.Invariant($"_{step}");
            var student = golden.Inputs["student" + suffix].ToTensor().requires_grad_();
            var teacher = golden.Inputs["teacher" + suffix].ToTensor();
            var loss = Loss(golden, student, teacher, center.Value);
            loss.backward();
            Compare.Tensor(golden, "grad_student" + suffix, student.grad!);
            losses[step] = loss.to(ScalarType.Float64).item<double>();
            center.Update(teacher.reshape(-1, size));
        }

        Compare.Tensor(golden, "center_after", center.Value);
        Compare.Values(golden, "loss", [losses.Sum()], golden.ExpectedTensor("loss"));
        if (golden.ExpectedNames.Contains("losses"))
        {
            Compare.Values(golden, "losses", losses, golden.ExpectedTensor("losses"));
        }
    }

    private static Tensor Loss(GoldenCase golden, Tensor student, Tensor teacher, Tensor center)
    {
        var pairs = new List<Tensor>();
        for (var large = 0; large < teacher.size(0); large++)
        {
            var targets = Dino.Targets(teacher[large], center, golden.Number("teacher_temp"));
            pairs.AddRange(
                Enumerable
                    .Range(0, (int)student.size(0))
                    .Where(crop => crop != large)
                    .Select(crop => Dino.Loss(student[crop], targets, golden.Number("student_temp")))
            );
        }

        return stack([.. pairs]).mean();
    }
}
