// Torch's generator and its number of threads belong to the process: no other test may draw while one compares.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
