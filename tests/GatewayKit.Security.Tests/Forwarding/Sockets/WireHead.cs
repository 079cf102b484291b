namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>The start line and the fields of a message, as they arrived.</summary>
public sealed record WireHead(string StartLine, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public static WireHead Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new WireHead(lines[0], [.. lines.Skip(1).Select(Field)]);
    }

    public static KeyValuePair<string, string> Field(string line)
        => line.Split(':', 2) is [var name, var value] ? KeyValuePair.Create(name, value.Trim(' ', '\t')) : KeyValuePair.Create(line, "");

    public IEnumerable<string> All(string name)
        => Fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    public string? First(string name) => All(name).FirstOrDefault();
}
