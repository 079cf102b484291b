namespace GatewayKit.Plugins.Mcp;

/// <summary>Names that can end with an asterisk.</summary>
internal static class NamePattern
{
    /// <summary>Validates an option that lists names.</summary>
    public static IEnumerable<OptionsError> Check(string option, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length is 0 or > 256 || names[i].AsSpan(0, names[i].Length - 1).Contains('*'))
            {
                yield return new OptionsError(
                    $"{option}[{i}]", $"is '{names[i]}'; it must be a name of 1 to 256 characters, with '*' only at its end");
            }
        }
    }

    /// <summary>Returns whether a name is listed.</summary>
    /// <param name="names">The list.</param>
    /// <param name="name">The name.</param>
    /// <param name="comparison">Whether the case matters, as in the protocol.</param>
    public static bool IsListed(string[] names, string name, StringComparison comparison = StringComparison.Ordinal)
    {
        foreach (var listed in names)
        {
            if (listed[^1] == '*'
                ? name.AsSpan().StartsWith(listed.AsSpan(0, listed.Length - 1), comparison)
                : name.Equals(listed, comparison))
                return true;
        }

        return false;
    }
}
