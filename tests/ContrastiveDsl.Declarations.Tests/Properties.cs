// Compilers and training both use all processors: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
