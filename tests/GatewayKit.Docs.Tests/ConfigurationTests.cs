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
using GatewayKit.Testing;

namespace GatewayKit.Docs;

public sealed class ConfigurationTests
{
    static ConfigurationTests()
    {
        foreach (var name in new[] { "ALICE_KEY", "BOB_KEY", "ORDERS_KEY" })
            Environment.SetEnvironmentVariable(name, $"{name}-value");
    }

    public static TheoryData<string, int> Configurations
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in Repository.Pages)
            {
                foreach (var block in page.Blocks.Where(b => b is { Language: "yaml", Mark: not "no" }))
                    data.Add(page.Name, block.Line);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Configurations))]
    public async Task The_configuration_comes_into_force(string page, int line)
    {
        var document = Repository.Page(page);

        await StartAsync(document.Blocks.Single(b => b.Line == line).Code, document);
    }

    [Fact]
    public async Task A_mistake_in_a_configuration_is_found()
        => await Assert.ThrowsAsync<GatewayConfigException>(() => StartAsync("plugins: [ { name: mok } ]", new Document("page.md", "")));

    private static async Task StartAsync(string yaml, Document document)
    {
        var gateway = await GatewayTestHost.StartAsync(host => host
            .WithPlugin<CorrelationIdPlugin>()
            .WithPlugin<CorsPlugin>()
            .WithPlugin<KeyAuthPlugin>()
            .WithPlugin<MockPlugin>()
            .WithPlugin<OpenApiValidationPlugin>()
            .WithPlugin<RateLimitPlugin>()
            .WithPlugin<RecordPlugin>()
            .WithPlugin<RequestTransformPlugin>()
            .WithPlugin<ResponseTransformPlugin>()
            .WithGateway(builder =>
            {
                if (SnippetCompiler.Plugins(document) is { } plugins)
                    builder.AddPluginsFrom(plugins);
            })
            .WithConfiguration(yaml)).WaitAsync(TimeSpan.FromSeconds(60));
        await gateway.DisposeAsync();
    }
}
