using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// Which settings of a class's attributes are not left at their defaults, and who set them. It says where a declaration
/// says something, not what.
/// </summary>
/// <param name="Settings">The settings, in the order of attributes.</param>
internal sealed record StatedSettings(EquatableArray<StatedSetting> Settings)
{
    /// <summary>Nothing is stated.</summary>
    public static StatedSettings None { get; } = new(EquatableArray<StatedSetting>.Empty);

    /// <summary>What attributes state, the parts that they name apart.</summary>
    /// <param name="attributes">Attributes of a class, those among them that its recipe brings.</param>
    public static StatedSettings Of(params IEnumerable<RawAttribute> attributes) =>
        new(
            new EquatableArray<StatedSetting>(
                from attribute in attributes
                from argument in attribute.Arguments
                where argument.Class is null
                select new StatedSetting(
                    attribute.Name,
                    argument.Name,
                    argument.IsOfRecipe ? SettingSource.Recipe : SettingSource.Attribute
                )
            )
        );

    /// <summary>Where the value of a setting comes from.</summary>
    /// <param name="word">Its attribute without suffix.</param>
    /// <param name="setting">The property.</param>
    public SettingSource SourceOf(string word, string setting) =>
        Settings.FirstOrDefault(stated => stated.Attribute == word && stated.Setting == setting).Source;
}

/// <summary>A setting that is not left at its default.</summary>
/// <param name="Attribute">Its attribute without suffix.</param>
/// <param name="Setting">The property.</param>
/// <param name="Source">Who set it.</param>
internal readonly record struct StatedSetting(string Attribute, string Setting, SettingSource Source);

/// <summary>Where the value of a setting comes from.</summary>
internal enum SettingSource
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>It is written in its attribute.</summary>
    Attribute,

    /// <summary>It is written nowhere, and the recipe brings it.</summary>
    Recipe,
}
