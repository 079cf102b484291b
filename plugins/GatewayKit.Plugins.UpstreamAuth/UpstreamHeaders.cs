namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>Sets headers of the upstream request.</summary>
internal static class UpstreamHeaders
{
    /// <summary>Replaces a header, also the client's.</summary>
    public static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
