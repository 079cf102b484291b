namespace GatewayKit.Tests.Runtime.Differential;

public sealed record TraceOptions
{
    public string Label { get; init; } = "";

    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> List { get; init; } = [];

    public override string ToString()
        => $"{Label}({string.Join(' ', Map.Select(entry => $"{entry.Key}={entry.Value}"))})({string.Join(' ', List)})";
}
