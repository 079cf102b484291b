using System.Net;
using System.Net.Sockets;

namespace GatewayKit.Plugins.IpRestriction;

/// <summary>
/// A set of addresses: for each family, sorted ranges without overlaps. Finding an address is a binary search, so that thousands of ranges
/// cost a request little, and nothing is allocated.
/// </summary>
internal sealed class AddressSet
{
    private readonly UInt128[] _first4;
    private readonly UInt128[] _last4;
    private readonly UInt128[] _first6;
    private readonly UInt128[] _last6;

    /// <summary>Initializes a new instance with validated entries.</summary>
    public AddressSet(IEnumerable<string> entries)
    {
        var ranges = entries
            .Select(text => AddressRange.Parse(text, out var problem) ?? throw new ArgumentException(problem, nameof(entries)))
            .ToArray();
        (_first4, _last4) = Merge(ranges.Where(range => range.IsV4));
        (_first6, _last6) = Merge(ranges.Where(range => !range.IsV4));
    }

    /// <summary>Gets the number of ranges.</summary>
    public int Count => _first4.Length + _first6.Length;

    /// <summary>Returns whether the set contains an address. An IPv4 address in IPv6 (<c>::ffff:10.0.0.1</c>) is an IPv4 address.</summary>
    public bool Contains(IPAddress address)
    {
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
