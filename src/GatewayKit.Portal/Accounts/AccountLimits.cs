using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Accounts;

/// <summary>Limits attempts to sign in, register or get a message, per client address.</summary>
internal sealed class AccountLimits(PortalAccountOptions options) : IDisposable
{
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<string> _attempts = PartitionedRateLimiter.Create<string, string>(
        client => RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.AttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Counts an attempt.</summary>
    /// <returns>Whether it is allowed.</returns>
    public bool TryCount(HttpContext http)
    {
        using var lease = _attempts.AttemptAcquire(ClientOf(http.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    public void Dispose() => _attempts.Dispose();

    // A client has a whole /64 of IPv6.
    private static string ClientOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address.ToString();
    }
}
