namespace GatewayKit.Soak.Model;

/// <summary>A generated configuration, and the oracle of who may reach which route.
/// The oracle knows nothing of the gateway's code.</summary>
internal sealed record SoakConfig(int Epoch, IReadOnlyList<SoakRoute> Routes, IReadOnlySet<int> Callers)
{
    /// <summary>The number of callers that some configuration knows.</summary>
    public const int AllCallers = 6;

    private static readonly string[] s_prefixes = ["", "/a", "/a/admin", "/b", "/b/c/d", "/c", "/d"];

    /// <summary>Generates a configuration.</summary>
    public static SoakConfig Generate(int epoch, Random random)
    {
        var ids = Enumerable.Range(0, s_prefixes.Length).Select(i => $"r{i}").ToArray();
        random.Shuffle(ids);
        var routes = s_prefixes.Zip(ids)
            .Where(_ => random.Next(5) > 0)
            .Select(pair => new SoakRoute(
                pair.Second, pair.First, random.Next(2) == 0, RandomTarget(random), random.Next(3) == 0, random.Next(3) == 0))
            .ToArray();
        random.Shuffle(routes);
        return new SoakConfig(epoch, routes, Enumerable.Range(0, AllCallers).Where(_ => random.Next(3) > 0).ToHashSet());
    }

    /// <summary>A path that some configuration has a route for, or none.</summary>
    public static string RandomPath(Random random) => random.Next(10) switch
    {
        0 => $"/nowhere/{random.Next(100)}",
        1 => s_prefixes[random.Next(1, s_prefixes.Length)],
        _ => $"{s_prefixes[random.Next(s_prefixes.Length)]}/{random.Next(100)}",
    };

    /// <summary>The key of a caller.</summary>
    public static string Key(int caller) => $"key-of-caller-{caller}";

    /// <summary>The answer to a request: the route with the longest prefix decides.</summary>
    /// <param name="path">The path.</param>
    /// <param name="key">The key that the request presents; null without one.</param>
    public Expectation Expect(string path, string? key)
    {
        if (Routes.Where(route => route.Matches(path)).MaxBy(route => route.Prefix.Length) is not { } route)
            return new Expectation(404);

        var caller = Callers.Where(c => Key(c) == key).Select(c => (int?)c).FirstOrDefault();
        if (route.IsProtected && caller is null)
            return new Expectation(401);

        return route.Target switch
        {
            Target.Healthy => new Expectation(200, $"{(route.IsProtected ? $"caller-{caller}" : "")} {path}"),
            Target.Mock => new Expectation(200, $"mock {route.Id}"),
            Target.Cutting => new Expectation(0),
            _ => new Expectation(502),
        };
    }

    private static Target RandomTarget(Random random) => random.Next(8) switch
    {
        0 => Target.Closing,
        1 => Target.Cutting,
        2 => Target.Garbled,
        3 => Target.Absent,
        4 => Target.Mock,
        _ => Target.Healthy,
    };
}
