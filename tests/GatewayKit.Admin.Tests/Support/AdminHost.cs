using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Hosting;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Tests.Support;

/// <summary>A gateway with an admin address, and a client for it.</summary>
internal sealed class AdminHost : IAsyncDisposable
{
    public const string ViewerKey = "viewer-key-0123456789";
    public const string OperatorKey = "operator-key-0123456789";
    public const string AdminKey = "admin-key-0123456789";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string AddressText = "Health checks are answered on ";

    private readonly HttpClient _client;

    private AdminHost(GatewayTestHost gateway)
    {
        Gateway = gateway;
        var line = gateway.Logs.Lines.First(l => l.Contains(AddressText, StringComparison.Ordinal));
        Address = new Uri(line[(line.IndexOf(AddressText, StringComparison.Ordinal) + AddressText.Length)..].TrimEnd('.'));
        _client = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, Expect100ContinueTimeout = Patience })
        {
            BaseAddress = Address,
            Timeout = Patience,
        };
    }

    public GatewayTestHost Gateway { get; }

    public Uri Address { get; }

    /// <summary>Starts a gateway whose callers need no key.</summary>
    public static Task<AdminHost> StartAsync(string configuration = "{}", Action<GatewayTestSetup>? setUp = null)
        => StartAsync(_ => { }, configuration, setUp);

    /// <summary>Starts a gateway with a key for each role.</summary>
    public static Task<AdminHost> StartWithKeysAsync(
        string configuration = "{}", Action<GatewayTestSetup>? setUp = null, Action<AdminApiOptions>? configure = null) => StartAsync(
        options =>
        {
            options.AddKey("vera", AdminRole.Viewer, ViewerKey);
            options.AddKey("otto", AdminRole.Operator, OperatorKey);
            options.AddKey("ada", AdminRole.Admin, AdminKey);
            configure?.Invoke(options);
        },
        configuration, setUp);

    public static async Task<AdminHost> StartAsync(
        Action<AdminApiOptions> configure, string configuration = "{}", Action<GatewayTestSetup>? setUp = null)
        => new(await GatewayTestHost.StartAsync(setup =>
        {
            setup.WithConfiguration(configuration).WithGateway(gateway => Use(gateway, configure));
            setUp?.Invoke(setup);
        }).WaitAsync(Patience));

    public Task<AdminAnswer> GetAsync(string path, string? key = null, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Get, path, key, null, headers);

    public async Task<AdminAnswer> SendAsync(
        HttpMethod method, string path, string? key = null, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        // A server that rejects a large body without reading it closes the connection, while the client still sends.
        request.Headers.ExpectContinue = body?.Length > 32 * 1024 ? true : null;
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = new MediaTypeHeaderValue(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request).WaitAsync(Patience);
        var text = await response.Content.ReadAsStringAsync().WaitAsync(Patience);
        return new AdminAnswer(
            (int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType,
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Reads JSON, which must be there.</summary>
    public async Task<JsonNode> ReadAsync(string path, string? key = null)
    {
        var answer = await GetAsync(path, key);
        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Text}");
        return JsonNode.Parse(answer.Text)!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Gateway.StopAsync().WaitAsync(Patience);
        await Gateway.DisposeAsync();
    }

    private static void Use(GatewayKitBuilder gateway, Action<AdminApiOptions> configure)
        => gateway.UseAdminUrls("http://127.0.0.1:0").UseAdminApi(configure);
}
