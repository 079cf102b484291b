using System.Runtime.CompilerServices;
using System.Text;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>A file that is read and bound as such, but only when the test says so.</summary>
internal sealed class TextSource(string name) : IGatewayConfigSource
{
    private readonly DocumentVersion _version = new();
    private readonly ConditionalWeakTable<GatewayConfig, TextVersion> _versions = [];

    public string Name => name;

    /// <summary>The version that the next reading finds.</summary>
    public TextVersion Next { get; set; } = TextVersion.Empty;

    public GatewayConfig? Read(ConfigErrors errors)
    {
        // The variable is one of the whole process: a test that doesn't use it leaves it to one that runs beside it.
        if (Next.Value.Length > 0)
            Environment.SetEnvironmentVariable(EditedConfig.Variable, Next.Value);
        var config = DocumentBinder.Bind(Encoding.UTF8.GetBytes(Next.Text), Name, "/", errors, _version);
        if (config is not null)
            _versions.AddOrUpdate(config, Next);
        return config;
    }

    public TextVersion VersionOf(GatewayConfig config)
        => _versions.TryGetValue(config, out var version) ? version : throw new InvalidOperationException("Another source has read it.");

    public IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
