namespace GatewayKit.JsonSchema.Documents;

/// <summary>URIs of schemas (RFC 3986), compared without their fragment.</summary>
internal static class SchemaUri
{
    /// <summary>The base URI of schemas without one.</summary>
    public static readonly Uri None = new("schema:///");

    public static string Key(Uri uri)
    {
        var text = uri.AbsoluteUri;
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? text : text[..fragment];
    }

    /// <summary>Returns the URI in the location of an error; empty for the base URI of schemas without one.</summary>
    public static string Display(Uri uri)
    {
        var key = Key(uri);
        return key.StartsWith("schema:///", StringComparison.Ordinal) ? key["schema:///".Length..] : key;
    }

    /// <summary>Resolves a reference without its fragment against a base; <c>null</c> if it isn't a valid URI reference.</summary>
    public static Uri? Resolve(Uri against, string reference)
    {
        if (reference.Length == 0)
            return against;
        // Without this check, a path that starts with '/' would be a file on some systems.
        var kind = reference[0] == '/' ? UriKind.Relative : UriKind.RelativeOrAbsolute;
        return Uri.TryCreate(reference, kind, out var uri) && (uri.IsAbsoluteUri || Uri.TryCreate(against, uri, out uri)) ? uri : null;
    }

    public static (string Uri, string? Fragment) Split(string reference)
    {
        var fragment = reference.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? (reference, null) : (reference[..fragment], Uri.UnescapeDataString(reference[(fragment + 1)..]));
    }
}
