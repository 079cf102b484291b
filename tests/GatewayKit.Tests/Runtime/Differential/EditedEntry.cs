namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>An entry of a list of plugins.</summary>
internal sealed record EditedEntry(string Name, string Label)
{
    public string? Id { get; init; }

    public bool Enabled { get; init; } = true;

    public string? Stage { get; init; }

    public string? OnError { get; init; }

    public string? Timeout { get; init; }

    /// <summary>A map and a list among the options.</summary>
    public string More { get; init; } = "";

    /// <summary>Whether the options are an alias.</summary>
    public bool IsAlias { get; init; }

    public override string ToString()
    {
        string?[] keys =
        [
            $"name: {Name}", Id is null ? null : $"id: {Id}", Enabled
                ? null
                : "enabled: false", Stage is null ? null : $"stage: {Stage}", OnError is null ? null : $"onError: {OnError}",
            Timeout is null ? null : $"timeout: {Timeout}", IsAlias ? "options: *shared" : $"options: {{ label: '{Label}'{More} }}",
        ];
        return $"{{ {string.Join(", ", keys.OfType<string>())} }}";
    }

    public static string List(IEnumerable<EditedEntry> entries) => $"[{string.Join(", ", entries)}]";
}
