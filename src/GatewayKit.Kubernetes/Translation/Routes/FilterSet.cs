using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>The filters of a rule or a backend by kind. Those with an <c>extensionRef</c> are plugins, which are found elsewhere.</summary>
internal sealed record FilterSet
{
    public static readonly FilterSet Empty = new();

    public HeaderModifier? RequestHeaders { get; init; }

    public HeaderModifier? ResponseHeaders { get; init; }

    public RequestRedirect? Redirect { get; init; }

    public UrlRewrite? Rewrite { get; init; }

    public CorsFilter? Cors { get; init; }

    public ImmutableArray<RequestMirror> Mirrors { get; init; } = [];

    /// <summary>Why the filters can't be applied; null if they can.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Gets whether the path changes only if the match is a prefix.</summary>
    public bool ReplacesPrefix
        => Redirect?.Path is { Type: "ReplacePrefixMatch" } || Rewrite?.Path is { Type: "ReplacePrefixMatch" };
}
