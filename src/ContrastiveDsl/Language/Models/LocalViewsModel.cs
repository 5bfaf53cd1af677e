namespace ContrastiveDsl.Language;

/// <summary>Small views of an image beside its two large ones.</summary>
/// <param name="Views">The augmentation family that draws them.</param>
/// <param name="Count">How many there are of each image.</param>
internal sealed record LocalViewsModel(ViewsModel Views, int Count) : Model;
