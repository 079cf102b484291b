using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Proxy.Matching;

/// <summary>A route that may match, or several with equal conditions, of which one is picked by weight. Immutable except for the
/// turn.</summary>
internal sealed class Candidate
{
    /// <summary>The golden ratio as a fraction of 2^64. Its multiples spread evenly, so that also a few requests are split by weight, and a
    /// client that sends them in a rhythm doesn't always get the same route.</summary>
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private readonly PreciseEndpoint[] _members;
    private readonly ulong _total;
    private ulong _turn;

    private Candidate(PreciseEndpoint[] members, ulong turn)
    {
        (_members, _turn) = (members, turn);
        foreach (var member in members)
            _total += (ulong)member.Route.Match.Weight;
    }

    /// <summary>A route with the conditions.</summary>
    public PreciseRoute Route => _members[0].Route;

    /// <summary>The routes.</summary>
    public ReadOnlySpan<PreciseEndpoint> Members => _members;

    public static Candidate Of(PreciseEndpoint member)
    {
        var turn = 0UL;
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(new Span<ulong>(ref turn)));
        return new Candidate([member], turn);
    }

    /// <summary>Returns the endpoint of one of the routes; null if none has a weight.</summary>
    public Endpoint? Pick()
    {
        if (Route.Match.Choice is null)
            return _members[0].Endpoint;
        if (_total == 0)
            return null;

        var at = Math.BigMul(Interlocked.Add(ref _turn, Step), _total, out _);
        foreach (ref readonly var member in _members.AsSpan())
        {
            var weight = (ulong)member.Route.Match.Weight;
            if (at < weight)
                return member.Endpoint;
            at -= weight;
        }

        return null;
    }

    public Candidate With(PreciseEndpoint member)
        => new([.. _members.Append(member).OrderBy(other => other.Route.Id, StringComparer.Ordinal)], Volatile.Read(ref _turn));

    /// <returns>The candidate without a route; null if it was the only one.</returns>
    public Candidate? Without(PreciseEndpoint member)
        => _members.Length == 1 && _members[0].Endpoint == member.Endpoint
            ? null
            : new([.. _members.Where(other => other.Endpoint != member.Endpoint)], Volatile.Read(ref _turn));
}
