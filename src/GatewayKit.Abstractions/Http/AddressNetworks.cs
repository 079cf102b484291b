using System.Net;
using System.Net.Sockets;

namespace GatewayKit;

/// <summary>
/// The IP addresses and networks of an option, such as those of trusted proxies. Each is an address such as <c>203.0.113.7</c> or
/// <c>2001:db8::7</c>, or a network such as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c> (RFC 4632, section 3.1). An IPv4 address that is
/// written in IPv6 (<c>::ffff:10.0.0.1</c>, RFC 4291, section 2.5.5.2) is an IPv4 address, in the option and in requests. Finding an
/// address is a binary search that allocates nothing. Immutable.
/// </summary>
public sealed class AddressNetworks
{
    // For each family, sorted ranges without overlaps.
    private readonly UInt128[] _first4;
    private readonly UInt128[] _last4;
    private readonly UInt128[] _first6;
    private readonly UInt128[] _last6;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="entries">The addresses and networks, which <see cref="Validate"/> accepts.</param>
    /// <exception cref="FormatException">An entry isn't valid.</exception>
    public AddressNetworks(IEnumerable<string> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var ranges = entries
            .Select(text => AddressRange.Parse(text, out var problem)
                ?? throw new FormatException($"{HeaderOptions.Quoted(text)} isn't valid; {problem}."))
            .ToArray();
        (_first4, _last4) = Merge(ranges.Where(range => range.IsV4));
        (_first6, _last6) = Merge(ranges.Where(range => !range.IsV4));
    }

    /// <summary>Gets the number of separate ranges of addresses; 0 if the list is empty.</summary>
    public int Count => _first4.Length + _first6.Length;

    /// <summary>Checks an option that is a list of addresses and networks, for <see cref="IValidatedOptions.Validate"/>.</summary>
    /// <param name="option">The path of the option, such as <c>trustedSources</c>.</param>
    /// <param name="entries">Its value.</param>
    /// <returns>
    /// An error for each entry that isn't valid: one that programs read in different ways, such as <c>010.0.0.1</c> or <c>10.1</c>, or
    /// a network that has bits after its prefix, such as <c>10.0.0.1/8</c>.
    /// </returns>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyList<string> entries)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(entries);
        return entries.SelectMany((text, index) => AddressRange.Parse(text, out var problem) is null
            ? (OptionsError[])[new($"{option}[{index}]", $"is {HeaderOptions.Quoted(text)}; {problem}")]
            : []);
    }

    /// <summary>Returns whether an address is one of the addresses or in one of the networks.</summary>
    /// <param name="address">The address. <c>null</c>, as on a Unix domain socket, is in no network.</param>
    public bool Contains(IPAddress? address)
    {
        if (address is null)
            return false;

        var value = AddressRange.Value(address);
        return address.AddressFamily == AddressFamily.InterNetwork ? Contains(_first4, _last4, value)
            : address.IsIPv4MappedToIPv6 ? Contains(_first4, _last4, value & uint.MaxValue)
            : Contains(_first6, _last6, value);
    }

    private static bool Contains(UInt128[] first, UInt128[] last, UInt128 value)
    {
        var index = Array.BinarySearch(first, value);
        if (index < 0)
            index = ~index - 1;
        return index >= 0 && value <= last[index];
    }

    /// <summary>Sorts ranges and merges those that overlap or touch.</summary>
    private static (UInt128[] First, UInt128[] Last) Merge(IEnumerable<AddressRange> ranges)
    {
        List<UInt128> first = [], last = [];
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (last.Count > 0 && (range.First <= last[^1] || range.First - last[^1] == 1))
                last[^1] = UInt128.Max(last[^1], range.Last);
            else
            {
                first.Add(range.First);
                last.Add(range.Last);
            }
        }

        return ([.. first], [.. last]);
    }
}
