namespace ContrastiveDsl.Data;

/// <summary>Images that were found under a path, of which little more than the number has been read.</summary>
internal abstract class FoundData
{
    /// <summary>Training images, some of which may prove to be none when they are decoded.</summary>
    public abstract int Train { get; }

    /// <summary>Test images.</summary>
    public abstract int Test { get; }

    /// <summary>Classes of the training images, 0 without labels.</summary>
    public abstract int TrainClasses { get; }

    /// <summary>Whether some of the test images have a label.</summary>
    public abstract bool LabelsTests { get; }

    /// <summary>
    /// What to propose for <see cref="DataOptions.Labels"/>; null where the labels of such images lie beside them.
    /// </summary>
    public abstract string? LabelForms { get; }

    /// <summary>Channels of the images.</summary>
    public abstract int Channels { get; }

    /// <summary>Height and width of all images as they are; zeros where they may differ.</summary>
    public abstract (int Height, int Width) Size { get; }

    /// <summary>Whether they come in the order of their paths, those of one sub-folder side by side.</summary>
    public virtual bool IsSorted => false;

    /// <summary>
    /// What they are once they are opened, without opening them; decodes what of them has to be, as opening does.
    /// </summary>
    public abstract DataSummary Summarize();

    /// <summary>Opens them.</summary>
    public abstract ImageSets Open();
}
