using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Accounts;

/// <summary>Limits attempts to sign in, register or get a message per client address, and messages per mailbox.</summary>
internal sealed class AccountLimits(PortalAccountOptions options) : IDisposable
{
    private const int NetworkBytes = 8;
    private const int MessagesPerHour = 10;
    private const int NoticesPerHour = 10;

    private readonly PartitionedRateLimiter<string> _attempts = Create(options.AttemptsPerMinute, TimeSpan.FromMinutes(1));
    private readonly PartitionedRateLimiter<string> _messages = Create(MessagesPerHour, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string> _notices = Create(NoticesPerHour, TimeSpan.FromHours(1));

    /// <summary>Counts an attempt.</summary>
    /// <returns>Whether it is allowed.</returns>
    public bool TryCount(HttpContext http)
    {
        using var lease = _attempts.AttemptAcquire(ClientOf(http.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    /// <summary>Counts a message that a stranger can cause, so that strangers can't fill a mailbox.</summary>
    /// <returns>Whether it may be sent.</returns>
    public bool TryCountMessage(string email)
    {
        using var lease = _messages.AttemptAcquire(email.ToUpperInvariant());
        return lease.IsAcquired;
    }

    /// <summary>Counts a message about a subscription, apart from those of accounts.</summary>
    /// <returns>Whether it may be sent.</returns>
    public bool TryCountNotice(string email)
    {
        using var lease = _notices.AttemptAcquire(email.ToUpperInvariant());
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _notices.Dispose();
        _attempts.Dispose();
        _messages.Dispose();
    }

    private static PartitionedRateLimiter<string> Create(int permits, TimeSpan window)
        => PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetFixedWindowLimiter(
                key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));

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
