namespace GatewayKit.Plugins.RewriteLinks;

/// <summary>An address under which links are found or created.</summary>
/// <param name="Origin">Scheme, host and port, such as <c>http://api.internal:5001</c>; without a default port.</param>
/// <param name="Host">The host.</param>
/// <param name="Path">The path without a slash at its end; empty for the root.</param>
internal sealed record UpstreamBase(string Origin, string Host, string Path)
{
    /// <summary>Returns the address; <c>null</c> if it isn't an absolute http or https address without query and fragment.</summary>
    public static UpstreamBase? Parse(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
            && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
                ? Of(uri, uri.AbsolutePath.TrimEnd('/'))
                : null;

    /// <param name="uri">The address.</param>
    /// <param name="path">The path to use instead of its own.</param>
    public static UpstreamBase Of(Uri uri, string path) => new($"{uri.Scheme}://{uri.Authority}", uri.Host, path);
}
