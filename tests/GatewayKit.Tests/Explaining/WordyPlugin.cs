namespace GatewayKit.Tests.Explaining;

public sealed record WordyOptions
{
    public string? Text { get; init; }

    [Secret]
    public string? Secret { get; init; }

    [Secret]
    public string? Half { get; init; }

    public IReadOnlyList<string> List { get; init; } = [];

    public IReadOnlySet<string> Set { get; init; } = new HashSet<string>();

    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<WordyOptions> Inner { get; init; } = [];
}

/// <summary>Has options of every kind.</summary>
[GatewayPlugin<WordyOptions>("wordy", PluginStage.Traffic)]
public sealed class WordyPlugin(WordyOptions options) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(GatewayResponse.Text(200, options.Text ?? ""));
}
