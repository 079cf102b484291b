using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.BotDetection;

/// <summary>Denies requests by their <c>User-Agent</c>.</summary>
[GatewayPlugin<BotDetectionOptions>("bot-detection", PluginStage.Edge)]
public sealed class BotDetectionPlugin : IRequestHook
{
    private static readonly GatewayResponse s_denied =
        GatewayResponse.Problem(403, "Forbidden", "The client's user agent doesn't have access to this resource.");
    private static readonly GatewayResponse s_missing =
        GatewayResponse.Problem(403, "Forbidden", "Requests to this resource need a User-Agent.");

    private readonly Regex[] _allow;
    private readonly Regex[] _deny;
    private readonly bool _deniesMissing;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public BotDetectionPlugin(BotDetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _allow = Parse(options.Allow);
        _deny = options.Scanners ? [KnownScanners.Pattern(), .. Parse(options.Deny)] : Parse(options.Deny);
        _deniesMissing = options.DenyMissing;
    }

    /// <summary>Answers with 403 if the user agent doesn't have access.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var agents = context.Http.Request.Headers.UserAgent;
        if (_deniesMissing && IsMissing(agents))
            return HookResult.Respond(s_missing);

        // Each line of a repeated header counts: the upstream may read any of them.
        foreach (var agent in agents)
        {
            if (agent is not null && Matches(_deny, agent) && !Matches(_allow, agent))
                return HookResult.Respond(s_denied);
        }

        return HookResult.Continue;
    }

    private static bool IsMissing(StringValues agents)
    {
        foreach (var agent in agents)
        {
            if (!string.IsNullOrWhiteSpace(agent))
                return false;
        }

        return true;
    }

    private static Regex[] Parse(IEnumerable<string> patterns)
        => [.. patterns.Select(
            text => AgentPattern.Parse(text, out var problem) ?? throw new ArgumentException(problem, nameof(patterns)))];

    private static bool Matches(Regex[] patterns, string agent)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(agent))
                return true;
        }

        return false;
    }
}
