using System.Collections.Frozen;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Fixtures to replay. Fixtures that fit a request equally well take turns. Thread-safe.</summary>
public sealed class FixtureSet
{
    private readonly FrozenDictionary<string, PreparedFixture[]> _byOperation;
    private readonly FrozenDictionary<string, PreparedFixture[]> _byPath;

    /// <summary>Creates a set of fixtures.</summary>
    /// <param name="fixtures">The fixtures.</param>
    public FixtureSet(IEnumerable<Fixture> fixtures)
    {
        ArgumentNullException.ThrowIfNull(fixtures);
        var prepared = fixtures.Select(f => new PreparedFixture(f)).ToArray();
        Count = prepared.Length;
        _byOperation = Group(prepared, f => f.Fixture.Operation);
        _byPath = Group(prepared, f => Fixture.KeyOf(f.Fixture.Request));
    }

    /// <summary>The number of fixtures.</summary>
    public int Count { get; }

    /// <summary>
    /// Returns the fixture that fits a request best: same path, query and body; then same path and query; then same path; then any of the
    /// operation, successful ones (2xx) first. A fixture without its request's body fits any body.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="operation">The key of the request's operation; <c>null</c> to compare only method and path.</param>
    /// <returns>The fixture; <c>null</c> if the operation, or the method and path if no operation is known, doesn't have any.</returns>
    public Fixture? Find(ApiRequest request, string? operation = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (operation is not null && _byOperation.TryGetValue(operation, out var candidates))
            return Choose(new RequestMatch(request), candidates);

        if (_byPath.TryGetValue(Fixture.KeyOf(request), out candidates))
            return Choose(new RequestMatch(request), candidates);

        // HEAD is GET without the body (RFC 9110, section 9.3.2), and isn't recorded.
        return request.Method == "HEAD" ? Find(request with { Method = "GET" }) : null;
    }

    private static Fixture Choose(RequestMatch request, PreparedFixture[] candidates)
    {
        var best = -1;
        var first = 0;
        var count = 0;
        Span<int> ranks = candidates.Length <= 256 ? stackalloc int[candidates.Length] : new int[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            ranks[i] = request.Rank(candidates[i]);
            if (ranks[i] > best)
                (best, first, count) = (ranks[i], i, 0);
            if (ranks[i] == best)
                count++;
        }

        var turn = count == 1 ? 0 : candidates[first].NextTurn(count);
        for (var i = first; ; i++)
        {
            if (ranks[i] == best && turn-- == 0)
                return candidates[i].Fixture;
        }
    }

    private static FrozenDictionary<string, PreparedFixture[]> Group(PreparedFixture[] fixtures, Func<PreparedFixture, string> key)
        => fixtures.GroupBy(key, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
}
