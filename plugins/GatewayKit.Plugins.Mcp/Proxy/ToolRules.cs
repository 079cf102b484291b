using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Mcp.Proxy;

/// <summary>The tools and methods that callers can use.</summary>
internal sealed class ToolRules(McpProxyOptions options)
{
    private readonly (string[] Tools, string[] Groups)[] _allow =
        [.. options.Allow.Select(rule => (rule.Tools.ToArray(), rule.Groups.ToArray()))];
    private readonly string[] _deny = [.. options.Deny];
    private readonly string[] _methods = [.. options.Methods];

    /// <summary>Gets whether there are tools that a caller can't use.</summary>
    public bool LimitTools { get; } = options.Allow.Count > 0 || options.Deny.Count > 0;

    /// <summary>Gets whether callers can use different tools.</summary>
    public bool DependOnCaller { get; } = options.Allow.Any(rule => rule.Groups.Count > 0);

    /// <summary>Returns whether a caller can use a tool.</summary>
    public bool Allows(string tool, GatewayContext context)
    {
        // A server that ignores the case, or spaces around a name, must not execute a tool that is denied.
        if (NamePattern.IsListed(_deny, tool, StringComparison.OrdinalIgnoreCase)
            || NamePattern.IsListed(_deny, SimilarNames.Fold(tool).Trim(), StringComparison.OrdinalIgnoreCase))
            return false;

        foreach (var (tools, groups) in _allow)
        {
            if (NamePattern.IsListed(tools, tool) && (groups.Length == 0 || context.Consumer?.IsInAnyGroup(groups) == true))
                return true;
        }

        return _allow.Length == 0;
    }

    /// <summary>Returns whether clients can use a method.</summary>
    public bool AllowsMethod(string method)
        => _methods.Length == 0 || NamePattern.IsListed(_methods, method)
            || method is "initialize" or "ping" or "server/discover" || method.StartsWith("notifications/", StringComparison.Ordinal);
}
