using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Planning;

/// <summary>How access to a route is protected.</summary>
/// <param name="Authentication">The number of authentication plugins that a caller has to pass; 0 if one of them accepts every
/// caller.</param>
/// <param name="Authorization">The number of authorization plugins, and 1 for an authorization policy of the host.</param>
/// <param name="Access">The number of other plugins that keep callers out, such as ip-restriction.</param>
internal readonly record struct Protection(int Authentication, int Authorization, int Access)
{
    private const string Anonymous = "anonymous";

    public static Protection Of(CompiledRoute route, PipelineEntry[] plugins)
    {
        var authenticating = plugins.Where(entry => entry.Authentication is not null).ToArray();
        var authentication = Array.Exists(authenticating, entry => entry.Type.AcceptsEveryCaller) ? 0
            : route.Authentication == AuthenticationMode.Any ? Math.Min(1, authenticating.Length)
            : authenticating.Length;
        return new Protection(
            authentication,
            plugins.Count(IsAuthorization) + (IsPolicy(route.Source.Route.AuthorizationPolicy) ? 1 : 0),
            plugins.Count(IsAccess));
    }

    /// <summary>Returns whether anything of this protection is missing in another.</summary>
    public bool IsMoreThan(Protection other)
        => Authentication > other.Authentication || Authorization > other.Authorization || Access > other.Access;

    /// <summary>Returns whether a plugin protects a route.</summary>
    public static bool IsBy(PipelineEntry entry) => entry.Authentication is not null || IsAuthorization(entry) || IsAccess(entry);

    /// <summary>Returns whether the policy of a route authorizes callers.</summary>
    public static bool IsPolicy(string? policy)
        => !string.IsNullOrEmpty(policy) && !policy.Equals(Anonymous, StringComparison.OrdinalIgnoreCase);

    private static bool IsAuthorization(PipelineEntry entry)
        => entry.Authentication is null && (entry.Stage == PluginStage.Authorization || entry.Type.Stage == PluginStage.Authorization);

    // At the edge, an exchange can't continue without the plugins that keep callers out.
    private static bool IsAccess(PipelineEntry entry)
        => entry.Authentication is null && entry.Type is { Stage: PluginStage.Edge, RejectsOnError: true };
}
