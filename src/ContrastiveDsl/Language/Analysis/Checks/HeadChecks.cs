namespace ContrastiveDsl.Language;

/// <summary>Checks a head, whatever it is for.</summary>
internal static class HeadChecks
{
    /// <summary>Checks one head, alone or with the input that an experiment gave it.</summary>
    public static void Check(HeadModel head, FindingList findings)
    {
        // A custom module that cannot be used at all has been reported as such.
        if (head.Form.Module == CustomConstructor.None)
        {
            return;
        }

        if (head.Input != 0)
        {
            findings.RequireSize(head.Attribute, nameof(HeadAttribute.Input), head.Input, 1, int.MaxValue);
        }

        head.Form.CheckSettings(head, findings);
        LayerChecks.CheckSettings(head.Layers, findings);
        if (!LayerChecks.AreShapesSound(findings))
        {
            return;
        }

        LayerChecks.CheckFlow(head, findings);
        if (LayerChecks.AreShapesSound(findings))
        {
            head.Form.Check(head, findings);
        }
    }
}
