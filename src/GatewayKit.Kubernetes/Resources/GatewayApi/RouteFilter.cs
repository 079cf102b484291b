namespace GatewayKit.Kubernetes.Resources.GatewayApi;

/// <summary>A filter of an HTTPRoute or a GRPCRoute.</summary>
internal sealed record RouteFilter
{
    public string Type { get; init; } = "";

    public HeaderModifier? RequestHeaderModifier { get; init; }

    public HeaderModifier? ResponseHeaderModifier { get; init; }

    public RequestMirror? RequestMirror { get; init; }

    public RequestRedirect? RequestRedirect { get; init; }

    public UrlRewrite? UrlRewrite { get; init; }

    public CorsFilter? Cors { get; init; }

    public ObjectReference? ExtensionRef { get; init; }
}
