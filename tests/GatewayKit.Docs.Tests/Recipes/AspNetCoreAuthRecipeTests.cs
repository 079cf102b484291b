using GatewayKit.Plugins.Authorize;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Docs.Recipes;

/// <summary>The promises of docs/recipes/aspnetcore-auth.md about policies of ASP.NET Core after the gateway's authentication.</summary>
public sealed class AspNetCoreAuthRecipeTests
{
    private static readonly Document s_page = Repository.Page("docs/recipes/aspnetcore-auth.md");

    [Fact]
    public async Task A_policy_decides_about_the_consumer_of_an_API_key()
    {
        Environment.SetEnvironmentVariable("ALICE_KEY", "ALICE_KEY-value");
        await using var gateway = await GatewayTestHost.StartAsync(host => host
            .WithGateway(builder =>
            {
                builder.AddPluginsFrom(typeof(KeyAuthPlugin).Assembly);
                builder.AddPluginsFrom(typeof(AuthorizePlugin).Assembly);
                builder.Services.AddAuthorizationBuilder()
                    .AddPolicy("gold", policy => policy.RequireAuthenticatedUser().RequireRole("gold"));
            })
            .WithConfiguration(Configuration())).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(401, await GetAsync(gateway, null));
        Assert.Equal(200, await GetAsync(gateway, "ALICE_KEY-value"));
        Assert.Equal(403, await GetAsync(gateway, "bob"));
        Assert.Single(gateway.Upstream.Requests);
    }

    private static async Task<int> GetAsync(GatewayTestHost gateway, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/7");
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var response = await gateway.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        return (int)response.StatusCode;
    }

    /// <summary>The page's configuration, and a consumer without the group.</summary>
    private static string Configuration() => s_page.Blocks
        .Single(block => block.Language == "yaml" && block.Code.Contains("name: authorize", StringComparison.Ordinal)).Code
        .Replace("http://127.0.0.1:5001", "{upstream}", StringComparison.Ordinal)
        .Replace("consumers:\n", "consumers:\n  bob: { credentials: { key-auth: [ { key: bob } ] } }\n", StringComparison.Ordinal);
}
