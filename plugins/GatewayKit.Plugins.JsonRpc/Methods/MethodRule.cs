using GatewayKit.Expressions;

namespace GatewayKit.Plugins.JsonRpc.Methods;

/// <summary>The rules for calls of methods.</summary>
internal sealed class MethodRule
{
    private readonly string[] _groups;
    private readonly string[] _scopes;
    private readonly ConditionExpression? _condition;

    /// <param name="options">The rules.</param>
    /// <param name="policyScope">The scope of the limit's counters.</param>
    /// <exception cref="PluginOptionsException">The expression isn't valid.</exception>
    public MethodRule(MethodOptions options, string policyScope)
    {
        (_groups, _scopes) = ([.. options.Groups], [.. options.Scopes]);
        _condition = options.Expression is { } text
            ? ConditionExpression.Parse(text, ExpressionVocabulary.Request, out var problem)
                ?? throw new PluginOptionsException([new OptionsError("methods", problem)])
            : null;
        (Exists, ClusterId) = (options.Allow, options.ClusterId);
        if (options is { Limit: { } limit, Window: { } window })
        {
            Policy = new CounterPolicy(policyScope, CounterAlgorithm.SlidingWindow, new CounterLimit(limit, window));
            LimitDetail = $"No more than {limit} {(limit == 1 ? "call" : "calls")} of {options.Method} "
                + $"{(limit == 1 ? "is" : "are")} allowed in {Duration.Format(window)}.";
        }
    }

    /// <summary>Gets whether the methods can be called by anyone.</summary>
    public bool Exists { get; }

    /// <summary>Gets the cluster of the calls; null for that of the route.</summary>
    public string? ClusterId { get; }

    /// <summary>Gets the limit of the calls; null for none.</summary>
    public CounterPolicy? Policy { get; }

    /// <summary>Gets the limit as a sentence; empty without one.</summary>
    public string LimitDetail { get; } = "";

    /// <summary>Returns whether the caller can call the methods. If the request doesn't determine a value that the expression needs, the
    /// caller can't.</summary>
    public bool Allows(GatewayContext context)
    {
        if (_groups.Length > 0 && context.Consumer?.IsInAnyGroup(_groups) != true)
            return false;

        foreach (var scope in _scopes)
        {
            if (!RequestNames.HasScope(context, scope))
                return false;
        }

        try
        {
            return _condition?.IsTrue(context) != false;
        }
        catch (ExpressionException)
        {
            return false;
        }
    }
}
