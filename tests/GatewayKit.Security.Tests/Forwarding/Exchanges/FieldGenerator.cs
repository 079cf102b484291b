using System.Collections.Immutable;
using System.Globalization;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

/// <summary>Generates the lines of a head.</summary>
/// <param name="random">The source of everything.</param>
/// <param name="usual">Complete lines that messages usually have.</param>
internal sealed class FieldGenerator(Random random, string[] usual)
{
    private static readonly string[] s_names =
    [
        "X", "x-lower", "X-UPPER", "X-MiXeD", "X_Under", "x.y", "1", "!#$%&'*+-.^_`|~", "X-A", "X-B", "Content-Thing", "Accept-Thing",
        "Sec-Thing",
    ];

    private static readonly string[] s_values =
    [
        "", "a", "a, b", "a,b", "\"quoted, text\"", "a;b=c", "a  b", "a\tb", "a: b", ":", ",", ",,", "=?utf-8?q?x?=", "\u00e9",
        "\u00c3\u00a9",
        "\u0080\u00ff", "caf\u00e9 \u00e2\u0082", "0", "-1", "Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "<a>; rel=b", "{\"a\":[1]}",
        "%00%0d%0a", "\\",
        "(comment)", "*", "a/b", "\"", "'", "W/\"x\"",
    ];

    public ImmutableArray<string> Next()
    {
        var lines = new List<string>();
        for (var count = random.Next(4) == 0 ? random.Next(12) : random.Next(4); count > 0; count--)
        {
            var line = random.Next(2) == 0 ? Any(usual) : Line();
            lines.Add(Spelled(line));
            if (random.Next(6) == 0)
                lines.Add(Spelled(line.Split(':')[0] + ": " + Any(s_values)));
        }

        if (random.Next(8) == 0 && lines.Count > 0)
            lines.Insert(random.Next(lines.Count), $"Connection: {Any(lines).Split(':')[0]}");
        if (random.Next(60) == 0)
            lines.Add($"X-Long: {new string('l', random.Next(20_000))}");
        return [.. lines.Where(IsAllowed)];
    }

    public string Line() => $"{Any(s_names)}: {Any(s_values)}";

    /// <summary>YARP's client reads UTF-8 in <c>Location</c> and writes Latin-1; the gateway's own forwarder changes nothing.</summary>
    private static bool IsAllowed(string line)
        => !(line.StartsWith("Location", StringComparison.OrdinalIgnoreCase) && line.Contains('\u00c3', StringComparison.Ordinal))
            && !line.StartsWith("Connection: Connection", StringComparison.OrdinalIgnoreCase)
            && !line.EndsWith(": Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
            && !line.EndsWith(": Content-Length", StringComparison.OrdinalIgnoreCase);

    private string Any(IReadOnlyList<string> items) => items[random.Next(items.Count)];

    /// <summary>Another spelling of a line with the same meaning: case of the name, white space around the value.</summary>
    private string Spelled(string line)
    {
        var name = line.Split(':')[0];
        var value = line[(name.Length + 1)..].TrimStart(' ');
        name = random.Next(8) switch
        {
            0 => name.ToUpperInvariant(),
            1 => name.ToLower(CultureInfo.InvariantCulture),
            _ => name,
        };
        return random.Next(10) switch
        {
            0 => $"{name}:{value}",
            1 => $"{name}:  \t{value} \t ",
            _ => $"{name}: {value}",
        };
    }
}
