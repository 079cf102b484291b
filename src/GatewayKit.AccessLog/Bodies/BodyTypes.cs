namespace GatewayKit.AccessLog;

/// <summary>The media types of bodies.</summary>
internal static class BodyTypes
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>Returns whether a text is a type without parameters (RFC 9110, section 8.3.1).</summary>
    public static bool IsValid(string type)
        => type.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            && HttpSyntax.IsToken(type.AsSpan(0, slash)) && HttpSyntax.IsToken(type.AsSpan(slash + 1));

    /// <summary>Returns whether secrets can be removed from a body of this type.</summary>
    public static bool CanBeRedacted(ReadOnlySpan<char> type) => IsJson(type) || type.Equals(Form, StringComparison.OrdinalIgnoreCase);

    public static bool IsJson(ReadOnlySpan<char> type)
        => type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the type of a <c>Content-Type</c>, without its parameters.</summary>
    public static ReadOnlySpan<char> Of(string? contentType)
    {
        var text = contentType.AsSpan();
        return (text.IndexOf(';') is >= 0 and var end ? text[..end] : text).Trim();
    }

    /// <summary>Returns whether a listed type is the type of a body.</summary>
    public static bool Matches(IReadOnlyList<string> listed, ReadOnlySpan<char> type)
    {
        var isJson = IsJson(type);
        for (var i = 0; i < listed.Count; i++)
        {
            if (type.Equals(listed[i], StringComparison.OrdinalIgnoreCase) || (isJson && listed[i] == Json))
                return true;
        }

        return false;
    }
}
