using System.Security.Claims;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Responses;

namespace GatewayKit.Pipeline;

/// <summary>Combines the authentication plugins of a route: all must succeed, or the first that finds credentials decides.</summary>
internal static class AuthenticationRules
{
    private const string MissingCredentials = "This request needs credentials.";
    private const string WrongCredentials = "The credentials of this request are not valid.";
    private const string InsufficientCredentials = "The credentials of this request are not sufficient.";
    private const string DifferentConsumers = "The credentials of this request belong to different consumers.";

    /// <summary>Returns whether the next authentication hook runs: with <c>any</c>, only until one has decided.</summary>
    public static bool Applies(Exchange exchange)
        => exchange.CompiledRoute.Authentication == AuthenticationMode.All || (exchange.Caller is null && !exchange.NeedsNoCaller);

    /// <summary>Returns the source of the response that ends the exchange for a result.</summary>
    public static ResponseOrigin OriginOf(AuthenticationResult result)
        => result.Response is null ? ResponseOrigin.Gateway : ResponseOrigin.Plugin;

    /// <returns>The response that ends the exchange, or null to continue.</returns>
    public static GatewayResponse? Judge(Exchange exchange, PipelineEntry entry, int index, AuthenticationResult result)
    {
        switch (result.Outcome)
        {
            case AuthenticationOutcome.Authenticated:
                if (exchange.Caller is { } caller && caller.Name != result.Consumer!.Name)
                    return entry.Forbidden(DifferentConsumers);

                exchange.Caller ??= result.Consumer;
                exchange.CredentialId ??= result.CredentialId;
                if (result.Principal is { } principal)
                    exchange.Principal = Combine(exchange.Principal, principal);
                return null;

            case AuthenticationOutcome.NoCredentials when exchange.CompiledRoute.Authentication == AuthenticationMode.Any:
                if (result.Challenge is { } challenge)
                    (exchange.Challenges ??= []).Add(challenge);
                return index == exchange.Pipeline.BeforeCaller.LastAuthentication
                    ? GatewayProblems.Unauthorized(exchange.Challenges ?? [], MissingCredentials)
                    : null;

            case AuthenticationOutcome.NotRequired:
                exchange.NeedsNoCaller = true;
                return null;

            case AuthenticationOutcome.Forbidden:
                return entry.Forbidden(result.Reason ?? InsufficientCredentials);

            case AuthenticationOutcome.Responded:
                return result.Response;

            case AuthenticationOutcome.NoCredentials:
                return entry.Unauthorized(result.Challenge ?? "", result.Reason ?? MissingCredentials);

            default:
                return entry.Unauthorized(result.Challenge ?? "", result.Reason ?? WrongCredentials);
        }
    }

    /// <summary>Combines the claims of several plugins in a new principal: a plugin may share its own between requests.</summary>
    private static ClaimsPrincipal Combine(ClaimsPrincipal? earlier, ClaimsPrincipal later)
    {
        if (earlier is null || ReferenceEquals(earlier, later))
            return later;

        var all = new ClaimsPrincipal(earlier.Identities);
        all.AddIdentities(later.Identities);
        return all;
    }
}
