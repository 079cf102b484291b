using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Proxy.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks a path pattern by building it and each constraint as routing does.</summary>
internal sealed class RoutePathCheck(ParameterPolicyFactory policies, RoutePatterns patterns, IOptions<RouteOptions> options)
{
    public void Check(ConfigOwner owner, string key, string path, ConfigLocation location, ConfigErrors errors)
    {
        RoutePattern pattern;
        try
        {
            pattern = RoutePatternFactory.Parse(path);
        }
        catch (RoutePatternException error)
        {
            errors.Add(owner, $"{key} is '{path}': {error.Message}", location);
            return;
        }

        foreach (var parameter in pattern.Parameters)
        {
            foreach (var policy in parameter.ParameterPolicies)
            {
                if (FindError(parameter, policy) is { } message)
                    errors.Add(owner, $"{key} is '{path}': {message}", location);
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any exception from a constraint's constructor would keep routing from being built.")]
    private string? FindError(RoutePatternParameterPart parameter, RoutePatternParameterPolicyReference policy)
    {
        var name = policy.Content?.Split('(')[0] ?? "";
        if (!options.Value.ConstraintMap.ContainsKey(name))
            return $"'{name}' isn't a constraint; {UnknownName.For("constraint", name, options.Value.ConstraintMap.Keys)}";

        try
        {
            policies.Create(parameter, patterns.Bound(policy));
            return null;
        }
        catch (Exception error)
        {
            return $"the constraint '{policy.Content}' of '{parameter.Name}' is invalid: {error.GetBaseException().Message}";
        }
    }
}
