// Networks start from Torch's one generator: a test that makes one beside a seeded experiment would take its numbers.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
