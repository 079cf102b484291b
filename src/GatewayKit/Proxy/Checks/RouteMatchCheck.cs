using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Proxy.Routing;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks a route's match for errors that YARP's validator accepts and its routing then rejects.</summary>
internal sealed class RouteMatchCheck(RoutePathCheck path)
{
    public void Check(ConfigOwner owner, RouteMatch match, ConfigLocation location, ConfigErrors errors)
    {
        if (match.Path is { Length: > 0 })
            path.Check(owner, "match.path", match.Path, location, errors);
        foreach (var host in match.Hosts ?? [])
        {
            if (!string.IsNullOrEmpty(host) && HostPattern.FindError(host) is { } error)
                errors.Add(owner, $"match.hosts has '{host}': {error}", location);
        }

        foreach (var header in match.Headers ?? [])
        {
            if (header is { Name: { Length: > 0 } name } && !HttpSyntax.IsToken(name))
                errors.Add(owner, $"match.headers has the name '{name}', which isn't a valid header name.", location);
            CheckValues(owner, "match.headers", header?.Name, header?.Values, location, errors);
        }

        foreach (var parameter in match.QueryParameters ?? [])
            CheckValues(owner, "match.queryParameters", parameter?.Name, parameter?.Values, location, errors);
    }

    /// <summary>YARP reports a missing name and missing values, and throws for an empty value when it creates the endpoint.</summary>
    private static void CheckValues(
        ConfigOwner owner, string key, string? name, IReadOnlyList<string>? values, ConfigLocation location, ConfigErrors errors)
    {
        if (values?.Any(string.IsNullOrEmpty) == true)
            errors.Add(owner, $"{key} has an empty value for '{name}'; leave it out, or use the mode Exists.", location);
    }
}
