using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Reads lists of filters.</summary>
internal static class FilterReader
{
    /// <param name="filters">The filters.</param>
    /// <param name="isGrpc">Whether they are those of a GRPCRoute, which has fewer kinds.</param>
    public static FilterSet Read(ImmutableArray<RouteFilter> filters, bool isGrpc)
    {
        var set = FilterSet.Empty;
        foreach (var filter in filters)
        {
            set = filter switch
            {
                { Type: "RequestHeaderModifier", RequestHeaderModifier: { } headers } when set.RequestHeaders is null
                    => set with { RequestHeaders = headers },
                { Type: "ResponseHeaderModifier", ResponseHeaderModifier: { } headers } when set.ResponseHeaders is null
                    => set with { ResponseHeaders = headers },
                { Type: "RequestMirror", RequestMirror: { } mirror } => set with { Mirrors = set.Mirrors.Add(mirror) },
                { Type: "ExtensionRef", ExtensionRef: not null } => set,
                { Type: "RequestRedirect", RequestRedirect: { } redirect } when !isGrpc && set.Redirect is null
                    => set with { Redirect = redirect, Problem = set.Problem ?? ProblemOf(redirect) },
                { Type: "URLRewrite", UrlRewrite: { } rewrite } when !isGrpc && set.Rewrite is null
                    => set with { Rewrite = rewrite, Problem = set.Problem ?? ProblemOf(rewrite.Path) },
                { Type: "CORS", Cors: { } cors } when !isGrpc && set.Cors is null => set with { Cors = cors },
                { Type: "RequestHeaderModifier" or "ResponseHeaderModifier" } => set with { Problem = set.Problem ?? Repeated(filter) },
                { Type: "RequestRedirect" or "URLRewrite" or "CORS" } when !isGrpc
                    => set with { Problem = set.Problem ?? Repeated(filter) },
                _ => set with { Problem = set.Problem ?? Unsupported($"The filter {filter.Type} isn't supported or empty.") },
            };
        }

        return set is { Redirect: not null, Rewrite: not null, Problem: null }
            ? set with { Problem = new Problem("IncompatibleFilters", "RequestRedirect and URLRewrite can't be combined.") } : set;
    }

    private static Problem? ProblemOf(RequestRedirect redirect)
        => redirect.Scheme is not (null or "" or "http" or "https")
            ? Unsupported($"The scheme of the redirect is '{redirect.Scheme}'; it must be http or https.")
            : redirect.StatusCode is not (301 or 302 or 303 or 307 or 308)
                ? Unsupported($"The status of the redirect is {redirect.StatusCode}; it must be 301, 302, 303, 307 or 308.")
                : ProblemOf(redirect.Path);

    private static Problem? ProblemOf(PathModifier? path)
        => path is null
            or { Type: "ReplaceFullPath", ReplaceFullPath: not null }
            or { Type: "ReplacePrefixMatch", ReplacePrefixMatch: not null }
            ? null
            : Unsupported($"The type of the path is '{path.Type}'; it must be ReplaceFullPath or ReplacePrefixMatch, with its value.");

    private static Problem Repeated(RouteFilter filter)
        => new("IncompatibleFilters", $"The filter {filter.Type} is empty or there twice.");

    private static Problem Unsupported(string message) => new("UnsupportedValue", message);
}
