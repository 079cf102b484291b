namespace GatewayKit.Proxy.Forwarding;

/// <summary>The address of a destination, and its path.</summary>
/// <param name="Prefix">The address.</param>
/// <param name="Path">The path, without a slash at its end; null if the HTTP client would write it in another way.</param>
internal sealed record DestinationPrefix(string Prefix, string? Path)
{
    public static DestinationPrefix Of(string prefix)
    {
        if (!Uri.TryCreate(prefix, UriKind.Absolute, out var address)
            || address.Query.Length > 0 || address.Fragment.Length > 0
            || prefix.EndsWith("//", StringComparison.Ordinal))
            return new DestinationPrefix(prefix, null);

        var path = address.AbsolutePath.TrimEnd('/');
        return new DestinationPrefix(prefix, prefix.AsSpan().TrimEnd('/').EndsWith(path, StringComparison.Ordinal) ? path : null);
    }
}
