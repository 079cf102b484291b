using System.Collections.Immutable;

namespace GatewayKit.Tests.Runtime.Differential;

internal sealed record EditedConsumer(string Name)
{
    public ImmutableList<string> Groups { get; init; } = [];

    public ImmutableList<string> Keys { get; init; } = [];

    public ImmutableList<EditedEntry> Entries { get; init; } = [];

    public string ToYaml()
        => $"  {Name}: {{ groups: [{string.Join(", ", Groups)}], credentials: {{ key: "
            + $"[{string.Join(", ", Keys.Select(key => $"{{ key: '{key}' }}"))}] }}, plugins: {EditedEntry.List(Entries)} }}\n";
}
