using System;

namespace ContrastiveDsl;

/// <summary>
/// InfoNCE with a queue (MoCo; van den Oord et al., 2018, arXiv:1807.03748): the cross entropy of recognizing a query's
/// key among that key and all keys of the queue. The mean over queries.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InfoNceLossAttribute : LossPartAttribute
{
    /// <summary>
    /// Temperature, greater than 0. MoCo v2 has 0.2, v1 0.07, the authors' CIFAR demo 0.1. Default 0.2, as
    /// <see cref="MoCoAttribute.Version"/> is 2 by default.
    /// </summary>
    public double Temperature { get; set; } = 0.2;
}
