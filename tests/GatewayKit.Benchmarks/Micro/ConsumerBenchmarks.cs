using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using GatewayKit.Plugins.KeyAuth;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>Finds one of many consumers by an API key.</summary>
public class ConsumerBenchmarks
{
    private readonly string _key = "key-of-consumer-500";
    private WebApplication? _app;
    private IConsumerDirectory? _directory;
    private CredentialKey _credential;

    /// <summary>How many consumers there are.</summary>
    [Params(1_000, 100_000)]
    public int Consumers { get; set; }

    /// <summary>Builds the directory.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var yaml = new StringBuilder("consumers:\n");
        for (var i = 0; i < Consumers; i++)
            yaml.AppendLine(CultureInfo.InvariantCulture,
                $"  consumer-{i}: {{ credentials: {{ key-auth: [ {{ key: key-of-consumer-{i} }} ] }} }}");
        yaml.AppendLine("plugins: [ { name: directory } ]").AppendLine("routes: { all: { match: { path: / } } }");

        _app = MicroGateway.Build(yaml.ToString(), gateway =>
        {
            gateway.AddPlugin<KeyAuthPlugin>().AddPlugin<DirectoryPlugin>();
            gateway.Services.AddSingleton(new Action<IConsumerDirectory>(directory => _directory = directory));
        });
        _credential = CredentialKey.FromSecret(_key);
    }

    /// <summary>Ends the gateway.</summary>
    [GlobalCleanup]
    public async Task CleanUp() => await _app!.DisposeAsync().ConfigureAwait(false);

    /// <summary>The hash of a key: the greater part.</summary>
    [Benchmark]
    public CredentialKey Hash() => CredentialKey.FromSecret(_key);

    /// <summary>The look-up.</summary>
    [Benchmark]
    public bool Find() => _directory!.TryFind<KeyAuthCredential>(_credential, out _);
}
