using GatewayKit.Planning.Traffic;

namespace GatewayKit.Plugins.Tests.Planning;

/// <summary>A generated request.</summary>
internal sealed record GeneratedCall(
    string Method, string Host, string Target, IReadOnlyList<(string Name, string Value)> Headers, int? Length)
{
    private const string Version = "X-V";

    private static readonly string[] s_methods = ["GET", "GET", "GET", "POST", "DELETE", "OPTIONS", "TRACE", "HEAD"];

    private static readonly string[] s_hosts =
        ["a.test", "A.test.", "a.test:8080", "b.test", "c.b.test", "other", "xn--99999999999", "a_b.test"];

    private static readonly string[] s_targets =
    [
        "/", "/a/1", "/a/b", "/A/7", "/a/x?q=1", "/a/y?q=1", "/a/z", "/a/17", "/a/18?q=2", "/b/1?q=2", "/b/2", "/b/2/3", "/b", "/b/",
        "/a/1/2?q=1&p=%zz", "/a//1", "/a%2F1", "/a/../b/1", "/a/%2e/1", "/a;x=1", "/a/%62", "/c/7/d", "/c/8/d", "/c/e/d", "/c/7/x",
    ];

    private static readonly (string, string)[][] s_credentials =
    [
        [], [], [("X-Api-Key", "alice-key")], [("X-Api-Key", "bob-key")], [("X-Api-Key", "wrong")],
        [("Authorization", "Basic Y2Fyb2w6Y2Fyb2wtcGFzc3dvcmQ=")], [("Authorization", "Basic Y2Fyb2w6bm8=")],
        [("X-Api-Key", "bob-key"), ("Authorization", "Basic Y2Fyb2w6Y2Fyb2wtcGFzc3dvcmQ=")],
        [("Authorization", $"Bearer {GeneratedGateway.Token}")],
    ];

    private static readonly (string, string)[][] s_others =
        [[], [], [(Version, "1")], [(Version, "2")], [("Connection", "X-Api-Key")], [("X_Consumer_Name", "alice")]];

    /// <summary>The number of credentials in the request.</summary>
    public int Credentials => Headers.Count(header => header.Name is "X-Api-Key" or "Authorization");

    /// <summary>Whether the request has a token.</summary>
    public bool HasToken => Headers.Any(header => header.Value.StartsWith("Bearer ", StringComparison.Ordinal));

    public static GeneratedCall Next(Random random)
    {
        var method = Pick(random, s_methods);
        return new GeneratedCall(
            method, Pick(random, s_hosts), Pick(random, s_targets), [.. Pick(random, s_credentials), .. Pick(random, s_others)],
            method is "POST" or "DELETE" ? Pick(random, [0, 5, 50]) : null);
    }

    /// <summary>Returns the record of a tool that has all headers.</summary>
    public TrafficRequest Complete(int status) => new()
    {
        Method = Method,
        Host = Host,
        Target = Target,
        Headers = [.. Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        HasAllHeaders = true,
        Status = status,
        Length = Length,
    };

    /// <summary>Returns the record of an access log, which has the consumer instead of the credentials.</summary>
    public TrafficRequest Logged(int status, string? consumer) => Complete(status) with
    {
        Headers = [.. Headers.Where(header => header.Name == Version).Select(header => KeyValuePair.Create(header.Name, header.Value))],
        HasAllHeaders = false,
        Consumer = consumer,
    };

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
