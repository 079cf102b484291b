namespace GatewayKit.Plugins.Soap;

/// <summary>Names of members with prefixes.</summary>
internal static class QualifiedName
{
    public const string Text = "#text";
    public const string Other = "*";

    public static bool IsAttribute(string name) => name.StartsWith('@');

    /// <summary>Returns whether a name is the declaration of a namespace.</summary>
    public static bool IsDeclaration(string name)
        => name.StartsWith("@xmlns", StringComparison.Ordinal) && (name.Length == 6 || name[6] == ':');

    /// <summary>Returns the name with a prefix; attributes, text and names with their own prefix stay as they are.</summary>
    public static string Of(string name, string prefix)
        => prefix.Length == 0 || IsAttribute(name) || name == Text || name.Contains(':', StringComparison.Ordinal)
            ? name
            : $"{prefix}:{name}";

    /// <summary>Returns whether a name has a prefix; never for an empty one.</summary>
    public static bool HasPrefix(string name, string prefix)
        => prefix.Length > 0 && name.Length > prefix.Length && name[prefix.Length] == ':'
            && name.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Returns the name without a prefix.</summary>
    public static string Local(string name) => name[(name.LastIndexOf(':') + 1)..];
}
