using System.Net;
using System.Text;
using GatewayKit.Admin.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Admin.Tests.Entries;

/// <summary>The admin API of an app whose gateway hasn't started.</summary>
public sealed class NotStartedTests : IAsyncLifetime, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatewaykit-admin-");
    private WebApplication _app = null!;
    private HttpClient? _client;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.AddGatewayKit()
            .UseStore(Path.Combine(_folder.FullName, "gateway.db"), store => store.CopyPath = Path.Combine(_folder.FullName, "last-good"))
            .UseAdminApi(admin => admin.AddKey("ada", AdminRole.Admin, AdminHost.AdminKey));
        _app = builder.Build();
        _app.MapGatewayKitAdmin();
        await _app.StartAsync().WaitAsync(AdminHost.Patience);
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _client = new HttpClient { BaseAddress = new Uri(address), Timeout = AdminHost.Patience };
        _client.DefaultRequestHeaders.Add("Authorization", $"Bearer {AdminHost.AdminKey}");
    }

    public void Dispose() => _client?.Dispose();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("GET", "/v1/config")]
    [InlineData("GET", "/v1/routes")]
    [InlineData("GET", "/v1/plugins")]
    [InlineData("POST", "/v1/explain")]
    [InlineData("PUT", "/v1/entries/groups/gold")]
    [InlineData("POST", "/v1/transactions")]
    public async Task What_needs_the_gateway_is_503(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = new StringContent(BodyOf(path), Encoding.UTF8, "application/json");
        using var response = await _client!.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/v1/entries")]
    [InlineData("/v1/revisions")]
    [InlineData("/v1/status")]
    public async Task What_does_not_need_it_is_answered(string path)
    {
        using var response = await _client!.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string BodyOf(string path) => path switch
    {
        "/v1/explain" => """{ "url": "/" }""",
        "/v1/transactions" => """{ "basedOn": 0, "changes": [ { "key": "groups/gold", "content": {} } ] }""",
        _ => """{ "content": {} }""",
    };
}
