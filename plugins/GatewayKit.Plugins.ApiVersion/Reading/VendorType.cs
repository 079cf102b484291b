namespace GatewayKit.Plugins.ApiVersion.Reading;

/// <summary>A media type that contains the version.</summary>
internal sealed class VendorType
{
    private const string Placeholder = "{version}";

    private readonly string _prefix;
    private readonly string _suffix;

    /// <param name="text">A valid text.</param>
    public VendorType(string text)
    {
        var start = text.IndexOf(Placeholder, StringComparison.Ordinal);
        (_prefix, _suffix) = (text[..start], text[(start + Placeholder.Length)..]);
    }

    /// <summary>Returns whether a text is a media type that contains <c>{version}</c> once, after the slash.</summary>
    public static bool IsValid(string text)
    {
        var start = text.IndexOf(Placeholder, StringComparison.Ordinal);
        if (start < 0)
            return false;

        var sample = string.Concat(text.AsSpan(0, start), "1", text.AsSpan(start + Placeholder.Length));
        var slash = sample.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < start && HttpSyntax.IsToken(sample.AsSpan(0, slash)) && HttpSyntax.IsToken(sample.AsSpan(slash + 1));
    }

    /// <summary>Returns the version in a media type without parameters; empty if it is another type.</summary>
    public ReadOnlySpan<char> VersionOf(ReadOnlySpan<char> type)
        => type.Length > _prefix.Length + _suffix.Length
            && type.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) && type.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase)
                ? type[_prefix.Length..^_suffix.Length] : default;
}
