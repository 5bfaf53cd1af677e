using System;
using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// How a head is changed, in the words that its declaration reads: a setting has no effect where layers are listed or
/// where no layer reads it, and a list has none where sizes are stated. Of custom heads only the size is known.
/// </summary>
internal static class HeadFixes
{
    /// <summary>A head whose output is of this size.</summary>
    public static HeadFix Output(HeadModel head, int size) =>
        head.Kind switch
        {
            HeadKind.Layers => List(head, "end it with [Linear(" + Text.Of(size) + ")]") with
            {
                Place = head.At(nameof(HeadAttribute.Output)),
            },
            HeadKind.Sizes => Set(head, (nameof(HeadAttribute.Output), Text.Of(size))),
            _ => Set(head, (nameof(HeadAttribute.Output), Text.Of(size))) with { Edits = EquatableArray<Edit>.Empty },
        };

    /// <summary>A head of a single linear layer.</summary>
    public static HeadFix SingleLayer(HeadModel head) =>
        head.Kind == HeadKind.Layers
            ? List(head, "list one [Linear]")
            : Without(
                head,
                Set(head, (nameof(HeadAttribute.Layers), "1")),
                [
                    nameof(HeadAttribute.Hidden),
                    nameof(HeadAttribute.Norm),
                    nameof(HeadAttribute.Activation),
                    nameof(HeadAttribute.HiddenBias),
                    .. GroupsBut(head.OutputNorm),
                ]
            );

    /// <summary>A head with a hidden layer more, for one that has none, whose width is its own affair.</summary>
    /// <param name="head">The head.</param>
    /// <param name="norm">What normalizes the hidden layer.</param>
    public static HeadFix HiddenLayer(HeadModel head, Norm norm) =>
        head.Kind == HeadKind.Layers
            ? List(head, "list " + Text.And(["a further [Linear]", .. Listed(norm), "[Relu]"]) + " before the [Linear]")
            : Set(head, [(nameof(HeadAttribute.Layers), "2"), .. Hidden(head, norm)]);

    /// <summary>A head whose hidden layer, which it may have to be given, has this width.</summary>
    /// <param name="head">The head.</param>
    /// <param name="width">Features of the hidden layer.</param>
    public static HeadFix HiddenWidth(HeadModel head, int width)
    {
        if (head.Kind == HeadKind.Layers)
        {
            return List(head, "list [Linear(" + Text.Of(width) + ")], [BatchNorm] and [Relu] before the last layer");
        }

        var hidden = (nameof(HeadAttribute.Hidden), Text.Of(width));
        var fix = head.HasHiddenLayer
            ? Set(head, hidden)
            : Set(head, [(nameof(HeadAttribute.Layers), "2"), hidden, .. Hidden(head, Norm.Batch)]);
        return fix with { Place = head.At(nameof(HeadAttribute.Hidden)) };
    }

    /// <summary>Batch normalization in a head without any.</summary>
    public static HeadFix BatchNorm(HeadModel head)
    {
        // Nobody normalizes predictions, and what is between the layers there is only where there are two.
        if (!head.HasHiddenLayer && head.Role == DeclarationKind.Predictor)
        {
            return HiddenLayer(head, Norm.Batch);
        }

        return (head.Kind, head.HasHiddenLayer) switch
        {
            (HeadKind.Layers, true) => List(head, "add [BatchNorm] behind the hidden [Linear]"),
            (HeadKind.Layers, false) => List(head, "add [BatchNorm] behind the [Linear]"),
            (_, true) => Set(head, (nameof(HeadAttribute.Norm), Name(Norm.Batch))),
            _ => Set(head, (nameof(HeadAttribute.OutputNorm), Name(Norm.Batch))),
        };
    }

    /// <summary>A head without its batch normalizations.</summary>
    public static HeadFix WithoutBatchNorm(HeadModel head) =>
        head.Kind == HeadKind.Layers
            ? List(head, "remove [BatchNorm]")
            : Without(
                head,
                Set(head, [.. BatchNorms(head).Select(setting => (setting, Name(Norm.None)))]),
                head.OutputNorm == Norm.Batch ? [nameof(HeadAttribute.OutputAffine)] : []
            );

    /// <summary>Layer normalization in place of its batch normalizations.</summary>
    public static HeadFix LayerNorm(HeadModel head) =>
        head.Kind == HeadKind.Layers
            ? List(head, NormFixes.InList(NormFixes.OfLayers))
            : Set(head, [.. BatchNorms(head).Select(setting => (setting, Name(Norm.Layer)))]);

    /// <summary>A head without the normalization that it ends in.</summary>
    public static HeadFix WithoutOutputNorm(HeadModel head)
    {
        if (head.Kind != HeadKind.Layers)
        {
            return Without(
                head,
                Set(head, (nameof(HeadAttribute.OutputNorm), Name(Norm.None))),
                [nameof(HeadAttribute.OutputAffine), .. GroupsBut(head.HiddenNorm)]
            );
        }

        var end = head
            .Layers.Reverse()
            .TakeWhile(layer => layer.Layer is NormLayer)
            .Select(layer => new Place(head.Type.Qualified, layer.Attribute))
            .ToArray();
        return new HeadFix(end[0], end.Length == 1 ? "remove it" : "remove all of them", new(end.Select(Edit.Remove)));
    }

    /// <summary>The same change, and with it the settings that it leaves without effect, of those that are written.</summary>
    private static HeadFix Without(HeadModel head, HeadFix fix, string[] settings)
    {
        var unread = settings
            .Where(setting =>
                head.Written.Contains(setting, StringComparer.Ordinal)
                && !fix.Edits.Any(edit => edit.Place.Argument == setting)
            )
            .ToArray();
        return unread.Length == 0
            ? fix
            : fix with
            {
                Words = fix.Words + " and remove " + Text.And(unread),
                Edits = new([.. fix.Edits, .. unread.Select(setting => Edit.Remove(head.At(setting)))]),
            };
    }

    /// <summary>The groups, which nothing reads where the normalization that is left is not in groups.</summary>
    private static string[] GroupsBut(Norm left) => left == Norm.Group ? [] : [nameof(HeadAttribute.Groups)];

    /// <summary>The settings by which it has batch normalization.</summary>
    private static IEnumerable<string> BatchNorms(HeadModel head)
    {
        if (head.HiddenNorm == Norm.Batch)
        {
            yield return nameof(HeadAttribute.Norm);
        }

        if (head.OutputNorm == Norm.Batch)
        {
            yield return nameof(HeadAttribute.OutputNorm);
        }
    }

    /// <summary>The setting that gives a hidden layer its normalization, if it is not what it would be anyhow.</summary>
    private static IEnumerable<(string Setting, string Value)> Hidden(HeadModel head, Norm norm) =>
        head.Norm == norm ? [] : [(nameof(HeadAttribute.Norm), Name(norm))];

    private static string[] Listed(Norm norm) => norm == Norm.Batch ? ["[BatchNorm]"] : [];

    private static string Name(Norm norm) => nameof(Norm) + "." + norm;

    /// <summary>What is to be done to a list; which layers these are is the author's to say.</summary>
    private static HeadFix List(HeadModel head, string words) => new(head.At(), words, EquatableArray<Edit>.Empty);

    private static HeadFix Set(HeadModel head, params (string Setting, string Value)[] settings) =>
        new(
            head.At(settings[0].Setting),
            "set " + Text.And([.. settings.Select(setting => setting.Setting + " = " + setting.Value)]),
            new(settings.Select(setting => Edit.Set(head.At(setting.Setting), setting.Value)))
        );
}
