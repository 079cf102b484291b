using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins;
using GatewayKit.Tests.Configuration.Binding;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Schema;

internal static class SchemaPlugins
{
    public static PluginCatalog Catalog()
    {
        var source = new CompiledPluginSource();
        source.Add(typeof(ShapePlugin));
        source.Add(typeof(LimitPlugin));
        source.Add(typeof(NothingPlugin));
        return PluginCatalog.Load([source], new ServiceCollection().BuildServiceProvider());
    }
}

internal sealed record SchemaOptions
{
    [Range(1, 10)]
    public int Limit { get; init; } = 5;

    [DurationRange("1s", "1d")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    public Mode Mode { get; init; } = Mode.VeryLenient;

    [MinLength(1), MaxLength(2)]
    public IReadOnlyList<string> Headers { get; init; } = ["X-Api-Key"];

    public IReadOnlyList<LimitPair> Limits { get; init; } = [];

    public IReadOnlyDictionary<string, string>? Names { get; init; }

    [Secret, StringLength(64, MinimumLength = 8)]
    public string? Key { get; init; } = "not-to-be-shown";

    [RegularExpression("a|b")]
    public string? Letter { get; init; }

    [AllowedValues("red", "green")]
    public string? Color { get; init; }

    public ByteSize Size { get; init; } = ByteSize.Kilobytes(16);

    public bool Enabled { get; init; } = true;

    public SchemaOptions? Inner { get; init; }

    public object? Body { get; init; }
}

internal sealed record SchemaCredential : IConsumerCredential
{
    [Secret]
    public required string Key { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(Key);
}

[GatewayPlugin<SchemaOptions>("shapes", PluginStage.Traffic)]
[ConsumerCredential<SchemaCredential>("shape-key")]
internal sealed class ShapePlugin : ICompletionHook
{
    public void OnCompleted(GatewayContext context)
    {
    }
}

[GatewayPlugin<LimitPair>("limit", PluginStage.Traffic)]
internal sealed class LimitPlugin : ICompletionHook
{
    public void OnCompleted(GatewayContext context)
    {
    }
}

[GatewayPlugin<NoOptions>("nothing", PluginStage.Traffic)]
internal sealed class NothingPlugin : ICompletionHook
{
    public void OnCompleted(GatewayContext context)
    {
    }
}
