using System.Text.RegularExpressions;
using GatewayKit.Configuration;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.OpenApiValidation;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.Record;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Schema;

namespace GatewayKit.Plugins.Tests;

public partial class ReadmeTests
{
    [Theory, MemberData(nameof(Plugins))]
    public async Task Its_configuration_is_valid_and_serves(Type options, string path)
    {
        Environment.SetEnvironmentVariable("ALICE_KEY", "alice-key");
        var yaml = Block().Match(ReadmeOf(options)).Groups["yaml"].Value;
        await using var host =
            await PluginGateway.StartAsync(yaml.Replace("http://127.0.0.1:5001", "{upstream}", StringComparison.Ordinal));

        Assert.Equal(200, (await host.GetAsync(path, ("X-Api-Key", "alice-key"))).Status);
    }

    [Theory, MemberData(nameof(Plugins))]
    public void Its_table_is_generated_from_the_options(Type options, string path)
    {
        Assert.NotEmpty(path);
        Assert.Contains(OptionsTable.Markdown(options), ReadmeOf(options), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_a_key_is_generated_too()
        => Assert.Contains(OptionsTable.Markdown(typeof(KeyAuthCredential)), ReadmeOf(typeof(KeyAuthCredential)), StringComparison.Ordinal);

    public static TheoryData<Type, string> Plugins => new()
    {
        { typeof(CorrelationIdOptions), "/hello" },
        { typeof(CorsOptions), "/hello" },
        { typeof(KeyAuthOptions), "/hello" },
        { typeof(MockOptions), "/quote" },
        { typeof(OpenApiValidationOptions), "/orders/1" },
        { typeof(RateLimitOptions), "/hello" },
        { typeof(RecordOptions), "/orders/1" },
        { typeof(RequestTransformOptions), "/orders" },
        { typeof(ResponseTransformOptions), "/hello" },
    };

    private static string ReadmeOf(Type options)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GatewayKit.sln")))
            folder = folder.Parent!;

        return File.ReadAllText(Path.Combine(folder.FullName, "plugins", options.Assembly.GetName().Name!, "README.md"));
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
