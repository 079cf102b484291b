using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The responses of aborted requests, each created once.</summary>
internal sealed class AbortResponses
{
    private const int First = 400;

    private readonly GatewayResponse?[] _responses = new GatewayResponse?[200];

    /// <summary>Returns the response with a status from 400 to 599.</summary>
    public GatewayResponse For(int status) => _responses[status - First] ??= Create(status);

    private static GatewayResponse Create(int status)
        => GatewayResponse.Problem(
            status,
            ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } reason ? reason : status.ToString(CultureInfo.InvariantCulture),
            "The gateway aborted the request to test the handling of errors.");
}
