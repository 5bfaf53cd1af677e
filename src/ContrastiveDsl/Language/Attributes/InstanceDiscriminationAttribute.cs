using System;

namespace ContrastiveDsl;

/// <summary>
/// Instance discrimination, NPID (Wu et al., 2018, arXiv:1805.01978): a single view of each image shall recognize the
/// image's entry in a memory bank among those of other images.
/// <see cref="MemoryBankAttribute"/> sets the bank.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InstanceDiscriminationAttribute : ExperimentAttribute;
