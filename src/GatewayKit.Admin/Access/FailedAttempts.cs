using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Admin.Access;

/// <summary>
/// Counts requests by address, with a limit of 20 in a minute, such as those with invalid keys. An IPv6 address counts as its network of 64
/// bits, and all Unix sockets count as one address. Beyond 10,000 addresses in a minute, the others share one count.
/// </summary>
internal sealed class FailedAttempts(TimeProvider time)
{
    public const int Limit = 20;

    internal const int MaxAddresses = 10_000;

    // No client has these addresses.
    private static readonly IPAddress s_socket = IPAddress.Any;
    private static readonly IPAddress s_others = IPAddress.None;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<IPAddress, (int Count, long Start)> _counts = [];

    /// <summary>Returns the time until an address is below the limit again; zero if it is.</summary>
    public TimeSpan Wait(IPAddress? address)
    {
        lock (_counts)
        {
            var network = Network(address);
            if (!_counts.ContainsKey(network) && _counts.Count >= MaxAddresses)
                network = s_others;
            return _counts.TryGetValue(network, out var seen) && seen.Count >= Limit
                && time.GetElapsedTime(seen.Start) is var elapsed && elapsed < s_window ? s_window - elapsed : TimeSpan.Zero;
        }
    }

    /// <summary>Counts a request.</summary>
    /// <returns>The number of requests from the address in this minute.</returns>
    public int Add(IPAddress? address)
    {
        lock (_counts)
        {
            var network = Network(address);
            if (!_counts.ContainsKey(network) && _counts.Count >= MaxAddresses)
                Clean(ref network);
            var (count, start) = _counts.GetValueOrDefault(network);
            var next = count > 0 && time.GetElapsedTime(start) < s_window ? (count + 1, start) : (1, time.GetTimestamp());
            _counts[network] = next;
            return next.Item1;
        }
    }

    /// <summary>Drops the addresses whose minute is over. If there are none, further addresses share one count.</summary>
    private void Clean(ref IPAddress network)
    {
        foreach (var (address, seen) in _counts)
        {
            if (time.GetElapsedTime(seen.Start) >= s_window)
                _counts.Remove(address);
        }

        if (_counts.Count >= MaxAddresses)
            network = s_others;
    }

    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
            return s_socket;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
