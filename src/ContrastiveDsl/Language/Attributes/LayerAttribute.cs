using System;

namespace ContrastiveDsl;

/// <summary>
/// One layer of an encoder or head that is written as a list of layers. Layers apply in the order in which they stand.
/// </summary>
public abstract class LayerAttribute : Attribute;
