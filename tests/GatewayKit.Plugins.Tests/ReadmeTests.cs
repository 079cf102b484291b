using System.Text.Json;
using System.Text.RegularExpressions;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.ResponseTransform;

namespace GatewayKit.Plugins.Tests;

public partial class ReadmeTests
{
    [Theory, MemberData(nameof(Plugins))]
    public async Task Its_configuration_is_valid_and_serves(Type options, string path)
    {
        Environment.SetEnvironmentVariable("ALICE_KEY", "alice-key");
        var yaml = Block().Match(ReadmeOf(options)).Groups["yaml"].Value;
        await using var host = await PluginGateway.StartAsync(yaml.Replace("http://127.0.0.1:5001", "{upstream}", StringComparison.Ordinal));

        Assert.Equal(200, (await host.GetAsync(path, ("X-Api-Key", "alice-key"))).Status);
    }

    [Theory, MemberData(nameof(Plugins))]
    public void Its_table_has_every_option(Type options, string path)
    {
        Assert.NotEmpty(path);
        var documented = Row().Matches(ReadmeOf(options)).Select(row => row.Groups["option"].Value);
        var properties = options.GetProperties().Where(p => p.SetMethod is not null).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

        Assert.Equal(properties, documented.Take(properties.Count()));
    }

    public static TheoryData<Type, string> Plugins => new()
    {
        { typeof(CorrelationIdOptions), "/hello" },
        { typeof(KeyAuthOptions), "/hello" },
        { typeof(MockOptions), "/quote" },
        { typeof(RateLimitOptions), "/hello" },
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

    [GeneratedRegex(@"^\| `(?<option>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
