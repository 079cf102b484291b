namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>The result that a client got.</summary>
/// <param name="Interim">The interim responses except 100, which depends on time.</param>
/// <param name="Head">The head of the final response; null if there was none.</param>
/// <param name="Body">Its body.</param>
/// <param name="CanContinue">Whether the connection can take another request.</param>
public sealed record ClientResult(IReadOnlyList<WireHead> Interim, WireHead? Head, WireBody Body, bool CanContinue)
{
    /// <summary>Gets the status; 0 without a response.</summary>
    public int Status => Head is null ? 0 : int.Parse(Head.StartLine.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Gets whether a client takes the response for a complete one.</summary>
    public bool IsWhole => Head is not null && Body.IsWhole;
}
