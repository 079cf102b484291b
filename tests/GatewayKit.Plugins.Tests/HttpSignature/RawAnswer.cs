using System.Globalization;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>The text that a client received until the gateway closed the connection; empty if it was aborted.</summary>
internal sealed record RawAnswer(string Text)
{
    public int Status => Text.Length > 12 ? int.Parse(Text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;

    public string? Header(string name)
        => Text.Split("\r\n").Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 2)..])
            .FirstOrDefault();
}
