using System.Security.Claims;
using GatewayKit.Expressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Authorize;

/// <summary>Authorizes callers by the scopes and claims of their tokens, by a policy of the host, and by an expression.</summary>
[GatewayPlugin<AuthorizeOptions>("authorize", PluginStage.Authorization)]
public sealed partial class AuthorizePlugin : IRequestHook
{
    private static readonly GatewayResponse s_unidentified =
        GatewayResponse.Problem(403, "Forbidden", "Only identified callers have access to this resource.");
    private static readonly GatewayResponse s_forbidden =
        GatewayResponse.Problem(403, "Forbidden", "The caller doesn't have access to this resource.");

    private readonly bool _requiresCaller;
    private readonly ScopeRequirement[] _scopes;
    private readonly KeyValuePair<string, string[]>[] _claims;
    private readonly ConditionExpression? _expression;
    private readonly PolicyRequirement? _policy;
    private readonly ILogger<AuthorizePlugin> _logger;

    /// <summary>Initializes a new instance and compiles its expression.</summary>
    /// <param name="options">The options.</param>
    /// <param name="warnings">Collects warnings.</param>
    /// <param name="logger">The log.</param>
    /// <param name="policies">The host's policies; null if it has no authorization services.</param>
    /// <exception cref="PluginOptionsException">The host doesn't have the policy.</exception>
    public AuthorizePlugin(
        AuthorizeOptions options,
        IPluginWarnings warnings, ILogger<AuthorizePlugin> logger, IAuthorizationPolicyProvider? policies = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _logger = logger;
        _requiresCaller = options.RequireCaller;
        _scopes =
        [
            .. options.Scopes.Count > 0 ? [new ScopeRequirement(options.Scopes, needsAll: true)] : (ScopeRequirement[])[],
            .. options.AnyScope.Count > 0 ? [new ScopeRequirement(options.AnyScope, needsAll: false)] : (ScopeRequirement[])[],
        ];
        _claims = [.. options.Claims.Select(claim => KeyValuePair.Create(claim.Key, claim.Value.ToArray()))];
        _expression = options.Expression is { } text
            ? ConditionExpression.Parse(text, ExpressionVocabulary.Request, out var problem)
                ?? throw new PluginOptionsException([new OptionsError("expression", problem)])
            : null;
        _policy = options.Policy is { } policy ? new PolicyRequirement(policy, policies, warnings) : null;
    }

    /// <summary>Answers with 403 unless the caller has access.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_requiresCaller && !CallerClaims.IsIdentified(context))
            return HookResult.Respond(s_unidentified);

        var claims = CallerClaims.Of(context);
        foreach (var scopes in _scopes)
        {
            if (scopes.Check(context, claims) is { } refusal)
                return HookResult.Respond(refusal);
        }

        if (!HasClaims(claims) || !IsTrue(context))
            return HookResult.Respond(s_forbidden);

        return _policy is null ? HookResult.Continue : CheckPolicyAsync(_policy, context);
    }

    private bool HasClaims(ClaimsPrincipal? claims)
    {
        foreach (var (name, values) in _claims)
        {
            if (claims is null || !CallerClaims.Has(claims, name, values))
                return false;
        }

        return true;
    }

    private bool IsTrue(GatewayContext context)
    {
        try
        {
            return _expression is null || _expression.IsTrue(context);
        }
        catch (ExpressionException error)
        {
            LogNotEvaluated(context.Route.Id, error.Message);
            return false;
        }
    }

    private static async ValueTask<HookResult> CheckPolicyAsync(PolicyRequirement policy, GatewayContext context)
        => await policy.IsMetAsync(context.Http).ConfigureAwait(false) ? HookResult.Continue : HookResult.Respond(s_forbidden);

    [LoggerMessage(1, LogLevel.Debug, "The expression of 'authorize' on route '{Route}' rejects a request: {Reason}")]
    private partial void LogNotEvaluated(string route, string reason);
}
