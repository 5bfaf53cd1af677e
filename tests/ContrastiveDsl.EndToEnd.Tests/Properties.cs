// One experiment at a time: live tensors, Torch's generator and recorded operators belong to the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
