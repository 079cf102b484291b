namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>The server that gets copies of requests.</summary>
/// <param name="Address">The address, such as <c>https://test.example:8443</c>.</param>
/// <param name="Host">The host that the copies have.</param>
internal sealed record MirrorTarget(string Address, string Host)
{
    private static readonly string[] s_targets = ["$request_uri", "/$request_uri", "/"];

    /// <summary>Returns the target of the annotations; null if there is none.</summary>
    public static MirrorTarget? Read(IngressAnnotations annotations)
    {
        const string name = "mirror-target";
        var host = annotations.Text("mirror-host");
        if (annotations.Choice("mirror-request-body", "on", "off") == "off")
            annotations.Unsupported("mirror-request-body", "copies have a body; requests with one of more than 256 KB aren't copied.");
        if (host is not null && !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _))
        {
            annotations.Invalid("mirror-host", "it must be a host.");
            host = null;
        }

        if (annotations.Text(name) is not { } target || target == "off")
            return null;

        var end = Array.Find(s_targets, suffix => target.EndsWith(suffix, StringComparison.Ordinal));
        if (Uri.TryCreate(target[..^(end?.Length ?? 0)], UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url is { PathAndQuery: "/", UserInfo: "", Fragment: "" })
            return new MirrorTarget(url.GetLeftPart(UriPartial.Authority), host ?? url.Authority);

        annotations.Invalid(
            name, "it must be an address such as 'https://test.example$request_uri'; other paths and variables aren't supported.");
        return null;
    }
}
