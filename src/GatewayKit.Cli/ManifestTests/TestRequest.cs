namespace GatewayKit.Cli.ManifestTests;

/// <summary>A request to the gateway that serves manifests.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL as clients of the cluster send it: scheme and port select the listener, the host goes to the gateway.</param>
/// <param name="Headers">The headers.</param>
internal sealed record TestRequest(string Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>The schemes of connections that aren't those of HTTP routes: a TCPRoute or a TLSRoute gets them.</summary>
    public static readonly string[] Streams = ["tcp", "tls"];

    /// <summary>The body; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>The Gateway to send it to, such as <c>shop/web</c>, or <c>ingress</c>; null to select it by port and host.</summary>
    public string? Gateway { get; init; }

    /// <summary>Gets whether the request is sent through a connection that isn't that of an HTTP route.</summary>
    public bool IsStream => Streams.Contains(Url.Scheme);

    public override string ToString() => $"{Method} {Url.OriginalString}";
}
