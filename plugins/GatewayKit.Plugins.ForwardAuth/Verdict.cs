using System.Collections.Immutable;

namespace GatewayKit.Plugins.ForwardAuth;

/// <summary>The decision of the service about a request.</summary>
/// <param name="Result">The result of authentication.</param>
/// <param name="UpstreamHeaders">The headers for the upstream; none if the request isn't allowed.</param>
internal sealed record Verdict(AuthenticationResult Result, ImmutableArray<KeyValuePair<string, string>> UpstreamHeaders)
{
    public bool IsAllowed => Result.Outcome is AuthenticationOutcome.Authenticated or AuthenticationOutcome.NotRequired;

    public static Verdict Refused(GatewayResponse response) => new(AuthenticationResult.Respond(response), []);
}
