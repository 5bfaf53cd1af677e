using System;
using System.Globalization;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>A fault of our own, in one line.</summary>
internal static class Failure
{
    /// <summary>The exception without line ends.</summary>
    public static string Describe(Exception exception) =>
        exception.GetType().Name + ": " + exception.Message.Replace('\r', ' ').Replace('\n', ' ');

    /// <summary>The message of the diagnostic that the analyzer reports for it.</summary>
    public static string Message(string type, Exception exception) =>
        InternalRules.Failure.Id
        + ": "
        + string.Format(CultureInfo.InvariantCulture, InternalRules.Failure.Message, type, Describe(exception));
}
