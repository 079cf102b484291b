namespace GatewayKit.Tests.Masking;

/// <summary>A plugin of another team, whose secrets have names that nothing else recognizes.</summary>
[GatewayPlugin<VaultOptions>("vault", PluginStage.Traffic)]
[ConsumerCredential<VaultCredential>("vault-card")]
internal sealed class VaultPlugin : ICompletionHook
{
    public void OnCompleted(GatewayContext context)
    {
    }
}

internal sealed record VaultOptions
{
    [Secret]
    public string? Word { get; init; }

    public string? Color { get; init; }

    public int Floor { get; init; }

    public VaultOptions? Inner { get; init; }

    public IReadOnlyList<VaultDoor> Doors { get; init; } = [];

    public IReadOnlyDictionary<string, VaultOptions> Rooms { get; init; } = new Dictionary<string, VaultOptions>();

    [Secret]
    public IReadOnlyDictionary<string, int> Numbers { get; init; } = new Dictionary<string, int>();
}

[Shorthand(nameof(Word))]
internal sealed record VaultDoor
{
    public string? Name { get; init; }

    [Secret]
    public string? Word { get; init; }
}

internal sealed record VaultCredential : IConsumerCredential
{
    public required string Owner { get; init; }

    [Secret]
    public required string Word { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(Word);
}
