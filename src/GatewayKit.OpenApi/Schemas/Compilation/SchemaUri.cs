namespace GatewayKit.OpenApi.Schemas.Compilation;

/// <summary>URIs of schemas (RFC 3986), compared without their fragment.</summary>
internal static class SchemaUri
{
    /// <summary>The base of schemas that have none.</summary>
    public static readonly Uri None = new("schema:///");

    public static string Key(Uri uri)
    {
        var text = uri.AbsoluteUri;
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? text : text[..fragment];
    }

    /// <summary>How a URI is shown in the location of an error: nothing for the base of schemas that have none.</summary>
    public static string Display(Uri uri)
    {
        var key = Key(uri);
        return key.StartsWith("schema:///", StringComparison.Ordinal) ? key["schema:///".Length..] : key;
    }

    /// <summary>A reference without its fragment, resolved against a base; null if it is not a URI reference.</summary>
    public static Uri? Resolve(Uri against, string reference)
    {
        if (reference.Length == 0)
            return against;
        // Without this, a path that starts with '/' would be a file on some systems.
        var kind = reference[0] == '/' ? UriKind.Relative : UriKind.RelativeOrAbsolute;
        return Uri.TryCreate(reference, kind, out var uri) && (uri.IsAbsoluteUri || Uri.TryCreate(against, uri, out uri)) ? uri : null;
    }

    public static (string Uri, string? Fragment) Split(string reference)
    {
        var fragment = reference.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? (reference, null) : (reference[..fragment], Uri.UnescapeDataString(reference[(fragment + 1)..]));
    }
}
