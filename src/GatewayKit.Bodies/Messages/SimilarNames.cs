namespace GatewayKit.Bodies;

/// <summary>Names that some parsers read as another one: those that ignore case, as Go's does, or end a text at NUL, as in C.</summary>
internal static class SimilarNames
{
    /// <summary>Returns the text that these parsers read, but with the case of its ASCII letters. Unicode folds the long s and the kelvin
    /// sign to ASCII letters, which .NET doesn't.</summary>
    public static string Fold(string text)
    {
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Replace('\u017F', 's').Replace('\u212A', 'k');
    }

    /// <summary>Returns whether a text isn't one of the names, but can be read as one of them.</summary>
    public static bool IsReadAs(string text, string[] names)
        => Array.IndexOf(names, text) < 0 && names.Contains(Fold(text), StringComparer.OrdinalIgnoreCase);
}
