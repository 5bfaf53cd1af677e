namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A training that its user stops.</summary>
internal static class StoppedTraining
{
    /// <summary>Ctrl-C that is pressed as soon as somebody listens.</summary>
    internal static IDisposable AtOnce(Action stop)
    {
        stop();
        return new MemoryStream();
    }

    /// <summary>Trains on stripes until Ctrl-C is pressed, which is before the first step is done.</summary>
    internal static Invocation Run(Overrides overrides) =>
        Invocation.With(terminal =>
        {
            var command = new TrainCommand([StripesExperiment.Definition], terminal) { ListenForStop = AtOnce };
            return command.Run(new TrainRequest("Stripes", Resume: null, overrides, Plain: false));
        });
}
