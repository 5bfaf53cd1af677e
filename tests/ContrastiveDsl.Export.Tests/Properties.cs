// Torch's generator, from which weights and images are drawn, belongs to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
