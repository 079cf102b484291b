using GatewayKit.Security.Tests.Forwarding.Exchanges;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>A client on one connection that sends exchanges one after the other.</summary>
public interface IRawClient : IDisposable
{
    /// <summary>Sends the request of an exchange, and reads the response to it.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="host">The host, which chooses the route.</param>
    /// <param name="id">The id under which the upstream knows the exchange.</param>
    Task<ClientResult> SendAsync(ExchangeSpec exchange, string host, string id);
}
