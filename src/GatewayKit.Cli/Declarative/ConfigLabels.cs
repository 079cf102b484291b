using System.CommandLine;

namespace GatewayKit.Cli.Declarative;

/// <summary>The option that limits a command to the entries of an owner.</summary>
internal static class ConfigLabels
{
    public static Option<string[]> Option() => new("--label")
    {
        Description = "Only the entries with this label, such as team=orders; can be repeated [default: the whole store]",
        HelpName = "NAME=VALUE",
    };

    /// <exception cref="ToolException">A label is invalid.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string[]? texts)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end) || !labels.TryAdd(text[..end], text[(end + 1)..]))
                throw new ToolException($"--label: '{text}' must be a name and a value, such as team=orders, each name once.");
        }

        return labels;
    }
}
