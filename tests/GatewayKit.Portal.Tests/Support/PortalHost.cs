using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>A gateway with a portal at <c>/dev</c>, and a folder for its documents, which configurations name <c>{folder}</c>.</summary>
internal sealed class PortalHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly HtmlParser s_parser = new();

    private PortalHost(GatewayTestHost gateway, string folder) => (Gateway, Folder) = (gateway, folder);

    public GatewayTestHost Gateway { get; }

    public string Folder { get; }

    public static async Task<PortalHost> StartAsync(string configuration, Action<GatewayTestSetup>? setUp = null, string prefix = "/dev")
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-portal-").FullName;
        foreach (var (name, text) in Samples.Files)
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        try
        {
            var gateway = await GatewayTestHost.StartAsync(setup =>
            {
                setup.WithConfiguration(In(folder, configuration))
                    .WithGateway(builder => builder.Services.AddGatewayKitPortal(options => options.GuideFolder = folder))
                    .WithApp(app => app.MapGatewayKitPortal(prefix));
                setUp?.Invoke(setup);
            }).WaitAsync(Patience);
            return new PortalHost(gateway, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public Task<IReadOnlyList<string>> ReloadAsync(string configuration)
        => Gateway.ReloadAsync(In(Folder, configuration)).WaitAsync(Patience);

    /// <summary>Reads a page, which must be there.</summary>
    public async Task<IHtmlDocument> ReadAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, headers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return s_parser.ParseDocument(await response.Content.ReadAsStringAsync().WaitAsync(Patience));
    }

    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Gateway.Client.SendAsync(request).WaitAsync(Patience);
    }

    public async Task<string> TextAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.Content.ReadAsStringAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static string In(string folder, string text)
        => text.Replace("{folder}", folder.Replace('\\', '/'), StringComparison.Ordinal);
}
