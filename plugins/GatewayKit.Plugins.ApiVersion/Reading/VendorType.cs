using GatewayKit.Plugins.ApiVersion.Versions;

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

    /// <summary>Reads the version in a media type without parameters.</summary>
    /// <param name="type">The media type.</param>
    /// <param name="versions">The supported versions.</param>
    /// <param name="status">The status of the response to an unsupported version.</param>
    public VersionReading Read(ReadOnlySpan<char> type, VersionTable versions, int status)
    {
        if (type.Length <= _prefix.Length + _suffix.Length || !type.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase)
            || !type.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase))
            return default;

        // With v{version}, "vcard" is another type and not the version "card".
        var version = type[_prefix.Length..^_suffix.Length];
        return versions.Find(version) is { } supported ? new(supported)
            : ApiVersionText.IsLikeVersion(version) ? new(null, status)
            : default;
    }
}
