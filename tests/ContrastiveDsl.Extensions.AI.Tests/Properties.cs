// A test asks what memory the process takes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
