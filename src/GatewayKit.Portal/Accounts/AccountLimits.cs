using System.Net;
using System.Net.Sockets;
using GatewayKit.Portal.Limits;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Accounts;

/// <summary>Limits attempts to sign in, register or get a message per client address, and messages per mailbox.</summary>
internal sealed class AccountLimits(PortalAccountOptions options, TimeProvider time)
{
    private const int NetworkBytes = 8;
    private const int MessagesPerHour = 10;
    private const int NoticesPerHour = 10;
    private const int KnownAttempts = 5;
    private const int FailuresPerHour = 1;

    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_knownWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private readonly WindowLimit<string> _attempts = new(options.AttemptsPerMinute, s_minute, time);
    private readonly WindowLimit<bool> _allAttempts = new(options.Limits.TotalAttemptsPerMinute, s_minute, time);
    private readonly WindowLimit<Guid> _known = new(KnownAttempts, s_knownWindow, time);
    private readonly WindowLimit<Guid> _failures = new(FailuresPerHour, s_hour, time);
    private readonly WindowLimit<string> _registrations = new(MessagesPerHour, s_hour, time);
    private readonly WindowLimit<string> _resets = new(MessagesPerHour, s_hour, time);
    private readonly WindowLimit<string> _notices = new(NoticesPerHour, s_hour, time);

    /// <summary>Counts an attempt.</summary>
    /// <returns>Whether it is allowed.</returns>
    public bool TryCount(HttpContext http)
        => _attempts.TryCount(ClientOf(http.Connection.RemoteIpAddress), out _) && _allAttempts.TryCount(true, out _);

    /// <summary>Counts an attempt of a browser that has signed in to the account before.</summary>
    /// <returns>Whether it is allowed.</returns>
    public bool TryCountKnown(Guid browser) => _known.TryCount(browser, out _);

    /// <summary>Counts a failed sign-in of an account, so that strangers can't fill its audit log.</summary>
    /// <returns>Whether it may be logged.</returns>
    public bool TryCountFailure(Guid developer) => _failures.TryCount(developer, out _);

    /// <summary>Counts a message about a registration, so that strangers can't fill a mailbox.</summary>
    /// <returns>Whether it may be sent.</returns>
    public bool TryCountRegistration(string email) => _registrations.TryCount(email.ToUpperInvariant(), out _);

    /// <summary>Counts a message to reset a password, apart from those about registrations: a stranger who registers an address doesn't
    /// keep its owner from a reset.</summary>
    /// <returns>Whether it may be sent.</returns>
    public bool TryCountReset(string email) => _resets.TryCount(email.ToUpperInvariant(), out _);

    /// <summary>Counts a message about a subscription, apart from those of accounts.</summary>
    /// <returns>Whether it may be sent.</returns>
    public bool TryCountNotice(string email) => _notices.TryCount(email.ToUpperInvariant(), out _);

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
