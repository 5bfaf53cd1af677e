using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Goldens.Tests.Format;
using ContrastiveDsl.Goldens.Tests.Running;

namespace ContrastiveDsl.Goldens.Tests.Topics;

/// <summary>Weighted kNN: predictions, class scores and neighbors.</summary>
internal sealed class KnnTopic : IGoldenTopic
{
    public string Name => "knn";

    public void Run(GoldenCase golden)
    {
        var result = Knn.Classify(
            golden.Inputs["queries"].ToTensor(),
            golden.Inputs["bank"].ToTensor(),
            golden.Inputs["labels"].ToTensor(),
            (int)golden.Number("k"),
            golden.Number("temperature"),
            (int)golden.Number("num_classes")
        );
        Compare.Tensor(golden, "predictions", result.Predictions);
        Compare.Tensor(golden, "scores", result.Scores);
        Compare.Tensor(golden, "neighbor_indices", result.Neighbors);
    }
}
