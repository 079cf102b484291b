using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Challenges;

/// <summary>Warns about challenges that can't succeed, because the gateway doesn't listen for them.</summary>
internal sealed partial class ListenerCheck(IServer? server, ILogger logger)
{
    /// <summary>Checks the challenges of the options, after the server has started.</summary>
    public void Check(IEnumerable<string> challenges)
    {
        if (server?.Features.Get<IServerAddressesFeature>()?.Addresses is not { Count: > 0 } addresses)
            return;

        foreach (var challenge in challenges)
        {
            var scheme = challenge == ChallengeTypes.Http ? "http" : "https";
            if (!addresses.Any(address => address.StartsWith($"{scheme}://", StringComparison.OrdinalIgnoreCase)))
                LogMissing(challenge, scheme);
        }
    }

    [LoggerMessage(12, LogLevel.Warning,
        "The ACME challenge {Challenge} can't succeed: the gateway has no {Scheme} address. Add one, or remove the challenge from "
            + "tls.acme.challenges.")]
    private partial void LogMissing(string challenge, string scheme);
}
