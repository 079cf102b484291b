using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Responses;

namespace GatewayKit.Pipeline;

/// <summary>How the authentication plugins of a route combine: all must succeed, or the first that finds credentials decides.</summary>
internal static class AuthenticationRules
{
    private const string MissingCredentials = "This request needs credentials.";
    private const string WrongCredentials = "The credentials of this request are not valid.";
    private const string DifferentConsumers = "The credentials of this request belong to different consumers.";

    /// <summary>Whether the next authentication hook runs: with <c>any</c>, only while none has decided.</summary>
    public static bool Applies(Exchange exchange)
        => exchange.CompiledRoute.Authentication == AuthenticationMode.All || (exchange.Caller is null && !exchange.NeedsNoCaller);

    /// <returns>The 401 that ends the exchange, or null to go on.</returns>
    public static GatewayResponse? Judge(Exchange exchange, PipelineEntry entry, int index, AuthenticationResult result)
    {
        switch (result.Outcome)
        {
            case AuthenticationOutcome.Authenticated:
                if (exchange.Caller is { } caller && caller.Name != result.Consumer!.Name)
                    return GatewayProblems.Unauthorized([], DifferentConsumers);

                exchange.Caller ??= result.Consumer;
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

            case AuthenticationOutcome.NoCredentials:
                return entry.Unauthorized(result.Challenge ?? "", MissingCredentials);

            default:
                return entry.Unauthorized(result.Challenge ?? "", result.Reason ?? WrongCredentials);
        }
    }
}
