// The default generator and the count of live handles belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
